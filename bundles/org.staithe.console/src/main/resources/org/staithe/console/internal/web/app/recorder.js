// SPDX-License-Identifier: Apache-2.0

import { get, live } from './server.js';
import { h, fill, clean, clock, took, span, table, row, badge } from './ui.js';

const columns = [
  { title: 'Session' }, { title: 'User' }, { title: 'Client' }, { title: 'Connected' }, { title: 'Last failure' },
];

export default {
  title: 'Recorder',
  show(place, query, user) {
    return query.get('id') ? one(place, query.get('id'), user) : list(place, query);
  },
};

function list(place, query) {
  const body = h('tbody');
  const filter = h('input', { type: 'search', placeholder: 'User, address, session …', 'aria-label': 'Filter',
    value: query.get('q') ?? '', oninput: () => refresh() });
  fill(place,
    h('div', { class: 'bar' }, h('h1', {}, 'Session recorder'), filter),
    h('p', { class: 'faint' }, 'Open sessions, the latest 200 in which something failed, and the latest 50 in which nothing did.'),
    table(columns, body, 'No session yet.'));
  let asked = 0;
  const refresh = async () => {
    const mine = ++asked;
    const answer = await get('tapes', { q: filter.value });
    if (mine === asked) {
      fill(body, answer.tapes.map(tape => row(columns, [
        [h('a', { href: `#/recorder?id=${tape.id}` }, tape.id),
          tape.closed ? '' : badge('busy', 'open')],
        tape.user ? clean(tape.user)
          : h('span', { class: 'faint' }, tape.tried ? `${clean(tape.tried)}, refused` : 'nobody'),
        [clean(tape.peer), h('small', {}, clean(tape.client ?? ''))],
        [clock(tape.connected), h('small', {}, span((tape.closed || Date.now()) - tape.connected))],
        tape.failure
          ? [h('code', {}, clean(tape.failure.text)), h('small', { class: 'bad' },
            `${tape.failure.code || ''} ${clean(tape.failure.reply)}`)]
          : h('span', { class: 'faint' }, 'none'),
      ])));
    }
  };
  refresh();
  const again = setInterval(refresh, 3000);
  return () => clearInterval(again);
}

function one(place, id, user) {
  const facts = h('p', { class: 'faint' });
  const steps = h('ol', { class: 'tape' });
  fill(place,
    h('div', { class: 'bar' },
      h('h1', {}, `Session ${clean(id)}`),
      h('a', { class: 'button', href: '#/recorder' }, 'All sessions'),
      user.rank >= 1 && h('a', { class: 'button', href: `api/tape.txt?${new URLSearchParams({ id })}`, download: '' }, 'Download')),
    facts, steps);
  let cursor = { directory: '/', user: '' };
  let shown = 0;
  return live('tape/live', { id }, tape => {
    facts.textContent = [tape.user || 'not logged in', `from ${tape.peer}`, `listener ${tape.listener}`, tape.tls ?? 'no TLS',
      tape.client, tape.closed ? 'ended' : 'open'].filter(Boolean).map(clean).join(' · ');
    if (tape.entries.length < shown || tape.leftOut) {
      steps.replaceChildren();
      shown = 0;
      cursor = { directory: '/', user: '' };
    }
    tape.entries.slice(shown).forEach((entry, i) => {
      if (tape.leftOut && shown + i === 50) {
        steps.append(h('li', { class: 'gap' }, `${tape.leftOut} entries are left out here`));
      }
      steps.append(step(entry, tape, cursor));
    });
    shown = tape.entries.length;
  });
}

/** One line, with the way to the reason when it went wrong. */
function step(entry, tape, cursor) {
  const bad = entry.code >= 400 || entry.kind === 'refused';
  const [verb, ...rest] = entry.text.split(' ');
  const argument = rest.join(' ');
  if (entry.kind === 'command' && verb === 'CWD' && entry.code < 300) {
    cursor.directory = resolve(cursor.directory, argument);
  }
  if (entry.kind === 'login') {
    cursor.user = entry.text;
    cursor.directory = '/';
  }
  const asks = bad && entry.kind === 'command' && entry.code >= 500 && cursor.user && argument;
  return h('li', { class: bad ? 'bad' : entry.kind },
    h('time', {}, clock(entry.at)), h('span', { class: 'kind' }, entry.kind),
    h('span', {}, h('code', {}, clean(entry.text)),
      entry.code > 0 && h('span', { class: 'reply' }, ` ${entry.code} ${clean(entry.reply)}`),
      asks && [' ', h('a', { class: 'why', href: `#/policy?${new URLSearchParams({
        user: cursor.user, verb, path: about(verb, cursor.directory, argument), address: tape.peer.split(' ')[0],
        listener: tape.listener, tls: Boolean(tape.tls) })}` }, 'Why?')],
      calls(entry.calls)),
    h('span', { class: 'took' }, entry.millis >= 0 ? took(entry.millis) : ''));
}

/** The path that a command is about; PORT and EPRT have an address instead. */
const about = (verb, directory, argument) =>
  /^(PORT|EPRT)$/i.test(verb) ? argument : resolve(directory, argument);

/** What plugins had to do with it, below the line. */
function calls(all) {
  return all.length > 0 && h('small', { class: 'calls' }, all.map((call, i) => [
    call.plugin !== all[i - 1]?.plugin && h('span', { class: 'plugin' }, clean(call.plugin)),
    h('span', { class: call.failed && 'bad' },
      ` ${clean(call.call)}${call.times > 1 ? ` ×${call.times}` : ''} ${(call.micros / 1000).toFixed(2)} ms`),
  ]).flat());
}

function resolve(directory, typed) {
  const parts = typed.startsWith('/') ? [] : directory.split('/').filter(Boolean);
  for (const part of typed.split('/')) {
    if (part === '..') {
      parts.pop();
    } else if (part && part !== '.') {
      parts.push(part);
    }
  }
  return `/${parts.join('/')}`;
}
