// SPDX-License-Identifier: Apache-2.0

import { get, post } from './server.js';
import { h, fill, clean, count, table, row, badge, dialog, tell } from './ui.js';

const columns = consoles => [{ title: 'Name' }, { title: consoles ? 'Role' : 'Sees' }, { title: 'State' }, { title: '' }];

const plain = [
  ['home', 'Home', 'Working directory after login', '/'],
  ['limits.sessions', 'Sessions at once', 'Empty: no limit', ''],
  ['limits.download.kib.per.second', 'Download, KiB/s', 'Empty: no limit', ''],
  ['limits.upload.kib.per.second', 'Upload, KiB/s', 'Empty: no limit', ''],
  ['limits.upload.mib', 'Largest upload, MiB', 'Empty: no limit', ''],
  ['expires', 'First day without access', 'Such as 2027-01-31', ''],
  ['networks', 'Networks', 'Such as 192.0.2.0/24, several with commas. Empty: from anywhere', ''],
];

export default {
  title: 'Users',
  rank: 2,
  show(place, query) {
    const content = h('div');
    fill(place, h('h1', {}, 'Users'), content);
    const refresh = async () => {
      const answer = await get('users');
      fill(content, answer.registers.map(register => {
        const consoles = ofConsole(register);
        return h('section', {},
          h('div', { class: 'bar' }, h('h2', {}, consoles ? 'Users of this console' : 'Users of FTP'),
            h('small', { class: 'faint' }, clean(register.place)),
            h('span', { class: 'group end' },
              h('button', { onclick: () => edit(register, consoles, undefined, refresh) }, 'Add…'),
              !consoles && h('button', { 'data-of': 'import', onclick: () => takeIn(register, refresh) }, 'Import…'))),
          table(columns(consoles), h('tbody', {}, register.users.map(user => view(register, consoles, user, refresh))), 'No user yet.'));
      }));
      return answer;
    };
    refresh().then(answer => {
      const name = query.get('edit');
      if (!name || !content.isConnected) {
        return;
      }
      const register = answer.registers.find(one => !ofConsole(one) && one.users.some(user => user.name === name));
      if (register) {
        edit(register, false, register.users.find(user => user.name === name), refresh);
      } else {
        tell(`${name} is in none of these files.`, 'bad');
      }
    });
  },
};

const ofConsole = register => register.place.endsWith('console-users');

const mounts = settings => Object.entries(settings).filter(([key]) => key.startsWith('mount.'));

function view(register, consoles, user, refresh) {
  const disabled = user.settings.disabled === 'true';
  const send = (path, values, text) => async () => {
    await post(`users/${path}`, { place: register.place, name: user.name, ...values });
    tell(text);
    refresh();
  };
  const settings = Object.fromEntries(Object.entries(user.settings).map(([key, value]) => [`setting.${key}`, value]));
  return row(columns(consoles), [
    h('strong', {}, clean(user.name)),
    consoles
      ? clean(user.settings.console ?? 'may not enter')
      : mounts(user.settings).map(([key, value]) => h('div', {}, h('code', {}, clean(`${key.slice(6)} = ${value}`)))),
    [disabled ? badge('bad', 'disabled') : badge('good', 'active'), !user.password && badge('plain', 'no password here'),
      user.settings.expires && h('small', {}, `until ${clean(user.settings.expires)}`)],
    h('span', { class: 'group' },
      h('button', { class: 'quiet', onclick: () => edit(register, consoles, user, refresh) }, 'Edit…'),
      h('button', { class: 'quiet', onclick: () => password(register, user, refresh) }, 'Password…'),
      h('button', { class: 'quiet', onclick: () => dialog(disabled ? `Enable ${user.name}?` : `Disable ${user.name}?`,
        h('p', {}, disabled ? 'The user may log in again.' : 'The user can no longer log in. Open sessions go on.'),
        disabled ? 'Enable' : 'Disable',
        send('change', { ...settings, 'setting.disabled': disabled ? '' : 'true' },
          `${user.name} is ${disabled ? 'enabled' : 'disabled'}.`)) }, disabled ? 'Enable…' : 'Disable…'),
      h('button', { class: 'quiet', onclick: () => dialog(`Remove ${user.name}?`,
        h('p', {}, 'The entry is taken out of the file. Files of the user stay.'), 'Remove',
        send('remove', {}, `${user.name} is removed.`)) }, 'Remove…')),
  ], { 'data-id': user.name });
}

function password(register, user, refresh) {
  dialog(`New password of ${user.name}`,
    h('label', {}, 'Password ', h('input', { name: 'password', type: 'password', autocomplete: 'new-password', required: true })),
    'Change',
    async values => {
      await post('users/password', { place: register.place, name: user.name, password: values.get('password') });
      tell(`The password of ${user.name} is changed.`);
      refresh();
    });
}

/** Users of another server, with the hashes of their passwords. */
function takeIn(register, refresh) {
  const seen = mount(['mount./', 'default:/{name} read-write']);
  seen.querySelector('button').remove(); // one there must be
  dialog('Import users', [
    h('p', {}, 'Lines of htpasswd or /etc/shadow: a name, a colon, and a hash that begins with $6$, $5$, $2y$, $apr1$, $argon2id$ or the like. All are taken in, or none.'),
    h('label', {}, 'Lines ', h('textarea', { name: 'lines', rows: '8', required: true, spellcheck: 'false', autocomplete: 'off' })),
    h('p', {}, 'Each of them sees this as /; {name} stands for the name.'),
    seen],
  'Import', async values => {
    const answer = await post('users/import', { place: register.place, lines: values.get('lines'),
      [`setting.mount.${values.get('at')}`]: `${values.get('backend')}:${values.get('directory')} ${values.get('permissions')}` });
    const left = answer.without.length > 0 ? ` Left out, without password: ${answer.without.join(', ')}.` : '';
    tell(`${count(answer.added.length, 'user')} added.${left}`);
    refresh();
  });
}

function edit(register, consoles, user, refresh) {
  const settings = user?.settings ?? {};
  const field = ([key, title, help, usual]) => h('label', {}, `${title} `,
    h('input', { name: `setting.${key}`, value: settings[key] ?? usual, placeholder: help }));
  const known = mounts(settings);
  const rows = h('div', { class: 'mounts' }, (known.length || user ? known : [['mount./', 'default:/ read-write']]).map(mount));
  const role = h('label', {}, 'Role ', h('select', { name: 'setting.console' },
    ['viewer', 'operator', 'administrator'].map(one => h('option', { selected: settings.console === one }, one))));
  const content = [
    !user && h('label', {}, 'Name ', h('input', { name: 'name', required: true, autofocus: true })),
    !user && h('label', {}, 'Password ', h('input', { name: 'password', type: 'password', autocomplete: 'new-password', required: true })),
    consoles ? role : h('fieldset', {}, h('legend', {}, 'What the user sees'), rows,
      h('button', { type: 'button', class: 'quiet', onclick: () => rows.append(mount(['mount./', 'default:/ read-write'])) }, 'One more')),
    h('div', { class: 'fields' }, (consoles ? plain.slice(5) : plain).map(field)),
    !consoles && h('label', { class: 'tick' },
      h('input', { type: 'checkbox', name: 'setting.administrator', value: 'true', checked: settings.administrator === 'true' }),
      ' may use SITE WHO and SITE KICK'),
  ];
  dialog(user ? `Edit ${user.name}` : 'Add a user', content, user ? 'Save' : 'Add', async values => {
    const sent = { place: register.place, name: user?.name ?? values.get('name') };
    for (const [key, value] of Object.entries(settings)) {
      if (!key.startsWith('mount.')) {
        sent[`setting.${key}`] = value; // keys that this form does not show stay
      }
    }
    for (const [key] of plain) {
      sent[`setting.${key}`] = values.get(`setting.${key}`) ?? sent[`setting.${key}`] ?? '';
    }
    sent['setting.administrator'] = values.get('setting.administrator') ?? (consoles ? settings.administrator ?? '' : '');
    sent['setting.console'] = values.get('setting.console') ?? settings.console ?? '';
    if (sent['setting.home'] === '/') {
      sent['setting.home'] = settings.home ?? '';
    }
    values.getAll('at').forEach((at, i) => {
      sent[`setting.mount.${at}`] = `${values.getAll('backend')[i]}:${values.getAll('directory')[i]} ${values.getAll('permissions')[i]}`;
    });
    if (consoles) {
      mounts(settings).forEach(([key, value]) => { sent[`setting.${key}`] = value; });
    }
    if (user) {
      await post('users/change', sent);
    } else {
      await post('users/add', { ...sent, password: values.get('password') });
    }
    tell(`${sent.name} is ${user ? 'changed' : 'added'}.`);
    refresh();
  });
}

function mount([key, value]) {
  const [, backend, directory, permissions] = value.match(/^([^:]*):(.*)\s(\S+)$/) ?? ['', 'default', '/', 'read-write'];
  const box = h('div', { class: 'mount' },
    h('label', {}, 'At ', h('input', { name: 'at', value: key.slice(6), required: true })),
    h('label', {}, 'Backend ', h('input', { name: 'backend', value: backend, required: true })),
    h('label', {}, 'Directory ', h('input', { name: 'directory', value: directory, required: true })),
    h('label', {}, 'Permissions ', h('input', { name: 'permissions', value: permissions, required: true, list: 'permissions' })),
    h('button', { type: 'button', class: 'quiet', 'aria-label': 'Take this out', onclick: () => box.remove() }, '×'));
  if (!document.getElementById('permissions')) {
    document.body.append(h('datalist', { id: 'permissions' },
      ['read-only', 'read-write', 'enter,list,store'].map(one => h('option', { value: one }))));
  }
  return box;
}
