// SPDX-License-Identifier: Apache-2.0

import { get, post } from './server.js';
import { h, fill, clean, took, table, row, badge, dialog, tell } from './ui.js';

const services = [
  { title: 'For' }, { title: 'Bundle' }, { title: 'Ranking', number: true }, { title: 'In use', number: true },
  { title: 'Calls', number: true }, { title: 'Mean', number: true }, { title: 'Longest', number: true },
  { title: 'Errors', number: true },
];
const bundles = [{ title: 'Plugin' }, { title: 'Version' }, { title: 'Came' }, { title: 'Former versions' }, { title: '' }];

const names = {
  Authenticator: 'Who may log in', UserStore: 'What users may do', FileSystemBackend: 'Where files are',
  Command: 'Commands', PassivePortPolicy: 'Passive ports', ActivePortPolicy: 'Active connections',
  SessionListener: 'Observers', TlsMaterial: 'Certificates',
};

export default {
  title: 'Plugins',
  show(place, query, user) {
    const content = h('div');
    fill(place,
      h('div', { class: 'bar' }, h('h1', {}, 'Plugins'),
        user.rank === 2 && h('button', { class: 'main', id: 'install', onclick: () => install(refresh) }, 'Install or swap…')),
      content);
    const refresh = async () => {
      const answer = await get('plugins');
      const install = document.getElementById('install');
      if (install) {
        install.hidden = !answer.deployable;
      }
      const kinds = [...new Set(answer.plugins.map(one => one.kind))];
      fill(content,
        answer.bundles.length > 0 && h('section', {}, h('h2', {}, 'Deployed'),
          table(bundles, h('tbody', {}, answer.bundles.map(one => deployed(one, user, refresh))), '')),
        kinds.map(kind => h('section', {}, h('h2', {}, names[kind] ?? kind),
          table(services, h('tbody', {}, answer.plugins.filter(one => one.kind === kind).map(service)), ''))),
        kinds.length === 0 && h('p', {}, 'The FTP server is not running.'));
    };
    refresh();
    const again = setInterval(() => document.querySelector('dialog[open]') || refresh(), 5000);
    return () => clearInterval(again);
  },
};

function service(one) {
  return row(services, [
    [clean(one.name || 'everybody'), one.breaker !== 'closed' && badge('bad', `breaker ${one.breaker}`)],
    clean(one.bundle), String(one.ranking), String(one.leases), String(one.calls), brief(one.mean), brief(one.longest),
    one.errors ? badge('bad', String(one.errors)) : '0',
  ]);
}

const brief = micros => micros < 10000 ? `${(micros / 1000).toFixed(1)} ms` : took(Math.round(micros / 1000));

function deployed(one, user, refresh) {
  const act = (title, path, text) => h('button', { class: 'quiet', onclick: () =>
    dialog(`${title} ${one.name}?`, h('p', {}, text), title, async () => done(await post(path, { name: one.name }), refresh)) },
  `${title}…`);
  return row(bundles, [
    [clean(one.name), one.problem && badge('bad', clean(one.problem))],
    one.version, one.shipped ? 'with the server' : 'by an operator', one.former.join(', '),
    user.rank === 2 && !one.shipped && h('span', { class: 'group' },
      one.former.length > 0 && act('Roll back', 'plugins/rollback', `Version ${one.former[0]} will serve again.`),
      act('Remove', 'plugins/remove', 'Calls and transfers that use it may end first.')),
  ], { 'data-id': one.name });
}

function install(refresh) {
  dialog('Install or swap a plugin',
    [h('p', {}, 'A jar of a plugin that is here replaces it without a gap: the new version starts beside the old one and is checked before it serves.'),
      h('label', {}, 'Bundle (jar) ', h('input', { type: 'file', name: 'jar', accept: '.jar', required: true }))],
    'Install',
    async values => done(await post('plugins/install', values.get('jar')), refresh));
}

function done(swap, refresh) {
  const change = swap.from && swap.to ? `${swap.from} → ${swap.to}` : swap.to ? `${swap.to} is new` : 'is removed';
  tell(`${swap.name}: ${change}, in ${took(swap.millis)}.`);
  refresh();
}
