// SPDX-License-Identifier: Apache-2.0

import { get } from './server.js';
import { h, fill, clean } from './ui.js';

/** Rules that are the user's own. */
const RIGHTS = ["User's TLS", 'Mount'];

export default {
  title: 'Try a policy',
  show(place, query, user) {
    const answer = h('div', { class: 'answer', role: 'status' });
    const field = (name, title, usual, more = {}) => h('label', {}, `${title} `,
      h('input', { name, value: query.get(name) ?? usual, ...more }));
    const form = h('form', { class: 'question' },
      field('user', 'May', '', { placeholder: 'user', required: true }),
      field('verb', 'do', 'STOR', { required: true }),
      field('path', 'at', '/'),
      field('address', 'from', '127.0.0.1', { required: true }),
      field('listener', 'on listener', 'default', { required: true }),
      h('label', { class: 'tick' }, h('input', { type: 'checkbox', name: 'tls', value: 'true',
        checked: query.get('tls') !== 'false' }), ' with TLS'),
      h('button', { class: 'main' }, 'Ask'));
    fill(place,
      h('h1', {}, 'Try a policy'),
      h('p', { class: 'faint' }, 'Asks the rules that decide when a client does it. Nothing is changed, nobody is logged in.'),
      form, answer);
    const ask = async () => {
      try {
        const trial = await get('policy', Object.fromEntries(new FormData(form)));
        fill(answer,
          h('p', { class: trial.allowed ? 'verdict good' : 'verdict bad' }, trial.allowed ? 'Yes: no rule forbids it.' : 'No.'),
          h('ol', { class: 'chain' }, trial.decisions.map(one => h('li', { class: one.allowed ? 'good' : 'bad' },
            h('strong', {}, clean(one.rule)), ' ', clean(one.reason),
            !one.allowed && RIGHTS.includes(one.rule) && user.rank === 2 && [' ', h('a', {
              href: `#/users?${new URLSearchParams({ edit: form.elements.user.value })}` }, 'Edit the user')]))),
          trial.rights && h('p', {}, 'Rights there: ', h('code', {}, trial.rights.join(', ') || 'none')),
          trial.passive && h('p', {}, 'For PASV the client would be told ', h('code', {}, clean(trial.passive)), '.'));
      } catch (failure) {
        fill(answer, h('p', { class: 'verdict bad' }, failure.message));
      }
    };
    form.addEventListener('submit', event => {
      event.preventDefault();
      ask();
    });
    if (query.get('user')) {
      ask();
    }
  },
};
