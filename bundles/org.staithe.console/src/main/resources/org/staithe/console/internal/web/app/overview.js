// SPDX-License-Identifier: Apache-2.0

import { live } from './server.js';
import { h, fill, clean, rate, count, badge } from './ui.js';
import { chart } from './chart.js';

const levels = { ok: 'good', warn: 'busy', critical: 'bad' };

export default {
  title: 'Overview',
  show(place, query, user) {
    const tiles = h('div', { class: 'tiles' });
    const attention = h('ul', { class: 'attention' });
    const listeners = h('ul', { class: 'listeners' });
    const drawing = chart();
    const checks = h('ul', { class: 'checks' });
    const now = h('span', { class: 'legend' });
    fill(place,
      h('h1', {}, 'Overview'), tiles,
      h('section', { 'aria-label': 'Throughput' }, h('h2', {}, 'Throughput of the last hour'), now, drawing.canvas),
      h('div', { class: 'halves' },
        h('section', {}, h('h2', {}, 'Needs attention'), attention),
        h('div', {},
          h('section', {}, h('h2', {}, 'Listeners'), listeners),
          h('section', {}, h('h2', {}, 'Health'), checks))));
    let before; // what was seen last, to tell the rate since then
    const stop = live('overview/live', {}, state => {
      fill(tiles,
        tile('Sessions', state.sessions, `${state.loggedIn} logged in, ${state.secure} with TLS`, 'sessions'),
        tile('Transfers now', state.transfers, 'running', 'transfers'),
        tile('Completed', state.completed, 'in an hour', 'transfers'),
        tile('Failed', state.failed, 'or refused, in an hour', 'transfers?failed=true', state.failed > 0),
        tile('Logins refused', state.refused, 'in an hour', 'recorder', state.refused > 0));
      const last = (all, slices) => before
        ? rate(Math.max(0, state[all] - before[all]), state.now - before.now)
        : rate(state[slices].at(-2), state.sliceMillis);
      fill(now,
        h('span', { class: 'in' }, `in ${last('allIn', 'in')}`), ' ',
        h('span', { class: 'out' }, `out ${last('allOut', 'out')}`));
      before = state;
      drawing.set(state);
      fill(attention, state.attention.length === 0
        ? h('li', { class: 'fine' }, 'Nothing. All is well.')
        : state.attention.map(one => h('li', { class: one.level },
          leads(one.page, user) ? h('a', { href: `#/${one.page}` }, clean(one.text)) : clean(one.text))));
      fill(listeners, state.listeners.length === 0
        ? h('li', {}, 'There is none: nobody can connect.')
        : state.listeners.map(one => h('li', {},
          h('strong', {}, clean(one.name)), ' ', clean(one.address), ' ',
          one.problem ? badge('bad', clean(one.problem)) : badge('good', count(one.sessions, 'session')))));
      fill(checks, state.health.map(one => h('li', {},
        badge(levels[one.state], one.state === 'ok' ? 'well' : one.state), h('strong', {}, clean(one.name)), ' ',
        h('span', {}, clean(one.text)))));
    });
    return () => {
      stop();
      drawing.end();
    };
  },
};

/** Whether there is a page that this user may see. */
const leads = (page, user) => page !== '' && (user.rank === 2 || !page.startsWith('configuration'));

function tile(title, count, text, page, alarming = false) {
  return h('a', { class: alarming ? 'tile warn' : 'tile', href: `#/${page}` },
    h('span', {}, title), h('strong', {}, String(count)), h('small', {}, text));
}
