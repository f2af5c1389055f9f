// SPDX-License-Identifier: Apache-2.0

import { live, post } from './server.js';
import { h, fill, clean, bytes, rate, span, table, row, badge, dialog, tell } from './ui.js';

const columns = [
  { title: 'Session' }, { title: 'User' }, { title: 'Client' }, { title: 'TLS' }, { title: 'Doing' },
  { title: 'Idle', number: true }, { title: '' },
];
const SHOWN = 200;

export default {
  title: 'Sessions',
  show(place, query, user) {
    const known = new Map();
    const before = new Map(); // bytes of running transfers, to tell their rate
    const drawn = new Map(); // rows that are shown, with what they were made from
    const body = h('tbody');
    const count = h('span', { class: 'count' });
    const filter = h('input', { type: 'search', placeholder: 'User, address, command …', 'aria-label': 'Filter',
      value: query.get('q') ?? '', oninput: () => draw() });
    const box = table(columns, body, 'No session.');
    fill(place, h('div', { class: 'bar' }, h('h1', {}, 'Sessions'), count, filter), box);

    const draw = () => {
      const words = filter.value.toLowerCase();
      const found = [...known.values()].filter(one => matches(one, words));
      count.textContent = found.length > SHOWN ? `${SHOWN} of ${found.length} shown` : `${found.length}`;
      const rows = found.slice(0, SHOWN).map(one => {
        const former = drawn.get(one.id);
        if (former && former.from === one) {
          former.idle.textContent = idle(one);
          return former.row;
        }
        const made = view(one, before.get(one.id), user);
        const held = former?.row.contains(document.activeElement) ? document.activeElement.dataset.of : undefined;
        drawn.set(one.id, made);
        if (former) {
          former.row.replaceWith(made.row);
          if (held) {
            made.row.querySelector(`[data-of="${held}"]`)?.focus(); // whoever was about to press it still is
          }
        }
        return made.row;
      });
      // Only what changed is touched, so that nobody loses the focus.
      rows.forEach((one, i) => {
        if (body.children[i] !== one) {
          body.insertBefore(one, body.children[i] ?? null);
        }
      });
      while (body.children.length > rows.length) {
        body.lastElementChild.remove();
      }
    };

    const stop = live('sessions/live', {}, change => {
      if (change.all) {
        known.clear();
        drawn.clear();
        body.replaceChildren();
      }
      const now = Date.now();
      for (const one of change.rows) {
        const former = known.get(one.id);
        before.set(one.id, one.transfer && {
          at: now, bytes: one.transfer.bytes,
          rate: former?.transfer?.started === one.transfer.started && before.get(one.id)
            ? rate(one.transfer.bytes - former.transfer.bytes, now - before.get(one.id).at)
            : rate(one.transfer.bytes, now - one.transfer.started),
        });
        known.set(one.id, one);
      }
      for (const id of change.gone) {
        known.delete(id);
        before.delete(id);
        drawn.delete(id);
      }
      draw();
    });
    const ticking = setInterval(draw, 1000);
    return () => {
      stop();
      clearInterval(ticking);
    };
  },
};

function matches(one, words) {
  return !words || `${one.id} ${one.user} ${one.peer} ${one.command} ${one.client ?? ''} ${one.transfer?.path ?? ''}`
    .toLowerCase().includes(words);
}

const idle = one => one.transfer ? '' : span(Date.now() - one.active);

function view(one, moved, user) {
  const made = row(columns, [
    h('a', { href: `#/recorder?id=${one.id}`, 'data-of': 'follow', title: 'Follow this session' }, one.id),
    one.user ? clean(one.user) : h('span', { class: 'faint' }, 'not logged in'),
    [clean(one.peer), h('small', {}, clean(one.client ?? `to ${one.listener}`))],
    one.tls
      ? [badge('good', one.tls.protocol.replace('TLSv', 'TLS ')),
        h('small', { title: one.tls.cipher }, one.tls.data ? `${one.tls.resumed} of ${one.tls.data} resumed` : '')]
      : badge('plain', 'none'),
    one.transfer ? transfer(one.transfer, moved) : h('code', {}, clean(one.command)),
    '',
    user.rank >= 1 && h('button', { class: 'quiet', 'data-of': 'end', onclick: () => end(one) }, 'End…'),
  ], { 'data-id': one.id });
  const cell = made.children[5];
  cell.textContent = idle(one);
  return { row: made, idle: cell, from: one };
}

function transfer(one, moved) {
  const arrow = { upload: '↑', download: '↓', listing: '≡' }[one.direction];
  return [h('code', {}, `${arrow} ${one.verb} ${clean(one.path)}`),
    h('small', { class: 'moving' }, `${bytes(one.bytes)}, ${moved?.rate ?? ''}`)];
}

function end(one) {
  dialog(`End session ${one.id} of ${one.user || one.peer}?`,
    [one.transfer && h('p', {}, 'Its transfer will be aborted.'),
      h('label', {}, 'Message to the client ', h('input', { name: 'message', maxlength: 200, autofocus: true }))],
    'End the session',
    async values => {
      await post('sessions/close', { id: one.id, message: values.get('message') });
      tell(`Session ${one.id} is ended.`);
    });
}
