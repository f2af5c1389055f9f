// SPDX-License-Identifier: Apache-2.0

import { get, live } from './server.js';
import { h, fill, clean, bytes, rate, took, clock, table, row, badge } from './ui.js';

const columns = first => [
  { title: first }, { title: 'User' }, { title: 'Transfer' }, { title: 'Size', number: true },
  { title: 'Rate', number: true }, { title: 'Result' }, { title: '' },
];
const runningColumns = columns('Began');
const endedColumns = columns('Ended');

export default {
  title: 'Transfers',
  show(place, query) {
    const running = h('tbody');
    const recent = h('tbody');
    const count = h('span', { class: 'count' });
    const filter = h('input', { type: 'search', placeholder: 'User, address, path …', 'aria-label': 'Filter',
      value: query.get('q') ?? '', oninput: () => refresh() });
    const failed = h('input', { type: 'checkbox', checked: query.get('failed') === 'true', onchange: () => refresh() });
    const listings = h('input', { type: 'checkbox', onchange: () => refresh() });
    const values = () => ({ q: filter.value, failed: failed.checked, listings: listings.checked });
    const save = kind => h('button', { class: 'quiet', onclick: () => {
      location.assign(`api/transfers.${kind}?${new URLSearchParams(values())}`);
    } }, kind.toUpperCase());
    fill(place,
      h('div', { class: 'bar' }, h('h1', {}, 'Transfers')),
      h('section', {}, h('h2', {}, 'Running'), table(runningColumns, running, 'Nothing is being transferred.')),
      h('section', {},
        h('div', { class: 'bar' }, h('h2', {}, 'Ended'), count, filter,
          h('label', { class: 'tick' }, failed, ' failed only'), h('label', { class: 'tick' }, listings, ' listings'),
          h('span', { class: 'group' }, 'Save ', save('csv'), save('json'))),
        table(endedColumns, recent, 'No transfer.')));

    let asked = 0;
    const refresh = async () => {
      const mine = ++asked;
      const answer = await get('transfers', values());
      if (mine !== asked) {
        return; // a later question is under way
      }
      const shown = answer.transfers.length;
      count.textContent = answer.found > shown ? `${shown} of ${answer.found} shown` : `${answer.found}`;
      fill(recent, answer.transfers.map(ended));
    };
    refresh();

    const sessions = new Map();
    const stop = live('sessions/live', {}, change => {
      if (change.all) {
        sessions.clear();
      }
      const before = [...sessions.values()].filter(one => one.transfer).map(key);
      change.rows.forEach(one => sessions.set(one.id, one));
      change.gone.forEach(id => sessions.delete(id));
      const now = [...sessions.values()].filter(one => one.transfer);
      fill(running, now.map(runs));
      if (before.some(one => !now.map(key).includes(one))) {
        refresh();
      }
    });
    const again = setInterval(refresh, 5000);
    return () => {
      stop();
      clearInterval(again);
    };
  },
};

const key = session => `${session.id} ${session.transfer.started}`;

function runs(session) {
  const one = session.transfer;
  return row(runningColumns, [
    clock(one.started), clean(session.user), h('code', {}, `${one.verb} ${clean(one.path)}`),
    h('span', { class: 'moving' }, bytes(one.bytes)), rate(one.bytes, Date.now() - one.started),
    badge('busy', 'running'), h('a', { href: `#/recorder?id=${session.id}` }, session.id),
  ]);
}

function ended(one) {
  return row(endedColumns, [
    [clock(one.started + one.millis), h('small', {}, `after ${took(one.millis)}`)],
    [clean(one.user), h('small', {}, clean(one.peer))],
    [h('code', {}, `${one.verb} ${clean(one.path)}`)],
    [bytes(one.bytes), one.checksum && h('small', { title: one.checksum }, clean(brief(one.checksum)))], one.bytes ? rate(one.bytes, one.millis) : '',
    [badge(one.result === 'completed' ? 'good' : 'bad', `${one.result} ${one.code}`),
      one.problem && h('small', { class: 'bad' }, clean(one.problem))],
    h('a', { href: `#/recorder?id=${one.session}` }, one.session),
  ]);
}

/** The algorithm and the beginning of a checksum; the whole is shown to whoever points at it. */
function brief(checksum) {
  const [algorithm, hash] = checksum.split(' ');
  return `${algorithm} ${hash.length > 12 ? `${hash.slice(0, 12).toLowerCase()}…` : hash.toLowerCase()}`;
}
