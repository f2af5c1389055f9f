// SPDX-License-Identifier: Apache-2.0

import { get, post } from './server.js';
import { h, fill, clean, clock, count, table, row, badge, dialog, tell } from './ui.js';

const changes = [
  { title: 'When' }, { title: 'Who' }, { title: 'Configuration' }, { title: 'Change' }, { title: 'Concerned' }, { title: '' },
];
const KEPT = '***'; // stands for a secret that stays as it is

export default {
  title: 'Configuration',
  rank: 2,
  show(place, query) {
    const choice = h('select', { id: 'choice', 'aria-label': 'Configuration', onchange: () => open(choice.value) });
    const form = h('div', { id: 'settings' });
    const history = h('tbody');
    fill(place,
      h('div', { class: 'bar' }, h('h1', {}, 'Configuration')),
      h('section', {}, h('div', { class: 'bar' }, h('h2', {}, 'Settings'), choice,
        h('button', { id: 'another', hidden: true, onclick: () => another() }, 'Add another…')), form),
      h('section', {}, h('h2', {}, 'History'), table(changes, history, 'Nothing has been changed.')));

    let kinds = [];
    const kindOf = pid => kinds.find(kind => kind.pid === pid || pid.startsWith(`${kind.pid}~`));
    const refresh = async () => {
      const answer = await get('configuration/history');
      fill(history, answer.changes.map(one => noted(one, done)));
    };
    const done = () => {
      refresh();
      open(choice.value);
    };
    const open = async pid => {
      const kind = kindOf(pid);
      if (!kind) {
        return;
      }
      const { values } = await get('configuration/values', { pid });
      choice.value = pid;
      document.getElementById('another').hidden = !kind.several;
      fill(form, settings(kind, pid, values, done));
    };
    const another = () => {
      const kind = kindOf(choice.value);
      dialog(`Another: ${kind.name}`, h('label', {}, 'Name of it ',
        h('input', { name: 'name', required: true, pattern: '[A-Za-z0-9_.\\-]+', title: 'letters, digits, dots and dashes' })),
      'Go on', async values => {
        const pid = `${kind.pid}~${values.get('name')}`;
        choice.append(h('option', { value: pid }, `${kind.name}: ${values.get('name')} (new)`));
        open(pid);
      });
    };
    const begin = async () => {
      kinds = (await get('configuration')).kinds;
      const known = kinds.flatMap(kind => (kind.several ? kind.configured : [kind.pid]).map(pid => ({ kind, pid })));
      fill(choice, known.map(({ kind, pid }) => h('option', { value: pid },
        kind.several ? `${kind.name}: ${pid.slice(kind.pid.length + 1)}` : kind.name)));
      const wanted = query.get('pid') ?? '';
      const found = known.find(one => one.pid === wanted)
        ?? known.find(one => one.kind.pid === wanted.split('~')[0]) // another name, the same kind
        ?? known[0];
      open(found?.pid ?? '');
    };
    begin();
    refresh();
    const again = setInterval(() => document.querySelector('dialog[open]') || refresh(), 5000);
    return () => clearInterval(again);
  },
};

/** The form of one configuration; keys that it does not know stay as they are. */
function settings(kind, pid, values, done) {
  const fields = kind.keys.map(one => field(one, values[one.key]));
  const form = h('form', { class: 'settings' },
    h('p', { class: 'faint' }, kind.help, ' ', h('code', {}, pid)),
    h('div', { class: 'fields' }, fields),
    h('div', { class: 'buttons' }, h('button', { class: 'main' }, 'Preview…')));
  form.addEventListener('submit', async event => {
    event.preventDefault();
    const wanted = collect(kind, pid, values, new FormData(form));
    try {
      show(await post('configuration/preview', wanted), 'Change the configuration?', 'Change', async () => {
        await post('configuration/change', wanted);
        tell(`${pid} is changed.`);
        done();
      });
    } catch (failure) {
      tell(failure.message, 'bad');
    }
  });
  return form;
}

function field(one, value) {
  const name = one.key;
  const present = value ?? one.usual;
  const options = one.options.length > 0 ? one.options : one.type === 'Boolean' ? ['true', 'false'] : [];
  const input = options.length > 0 && !one.list
    ? h('select', { name }, options.map(option => h('option', { selected: option === present }, option)))
    : h('input', one.type === 'Password'
      ? { name, type: 'password', value: value ?? '', autocomplete: 'new-password' }
      : { name, value: present, spellcheck: 'false' });
  const hints = [one.bounds, one.list && 'several with commas', one.usual && `usually ${one.usual}`].filter(Boolean);
  return h('label', {}, h('code', {}, one.key), input, h('small', {}, one.help, hints.length > 0 && ` (${hints.join('; ')})`));
}

/** What is as usual and was not written down stays unwritten. */
function collect(kind, pid, values, given) {
  const sent = { pid };
  for (const [key, value] of Object.entries(values)) {
    sent[`value.${key}`] = value;
  }
  for (const one of kind.keys) {
    const value = given.get(one.key);
    if (one.key in values || value !== one.usual) {
      sent[`value.${one.key}`] = value;
    }
  }
  return sent;
}

/** Shows what would happen; what would be refused cannot be done. */
function show(preview, title, button, work) {
  const sessions = preview.sessions.length;
  const content = [
    preview.differences.length === 0 ? h('p', {}, 'Nothing changes: it is so already.') : differences(preview.differences),
    h('p', { class: 'effect' }, clean(preview.effect)),
    sessions > 0 && h('p', { class: 'faint' },
      `Concerns ${sessions === 1 ? 'session' : 'sessions'} ${preview.sessions.slice(0, 10).join(', ')}${sessions > 10 ? ' …' : ''}`),
    preview.problems.length > 0 && h('ul', { class: 'attention' },
      preview.problems.map(one => h('li', { class: 'bad' }, clean(one)))),
  ];
  dialog(title, content, button, work);
  document.querySelector('dialog .main').disabled = preview.problems.length > 0 || preview.differences.length === 0;
}

const differences = all => h('ul', { class: 'differences' }, all.map(one => h('li', {},
  h('code', {}, clean(one.key)), ' ',
  one.before === undefined ? h('em', {}, 'not there') : h('del', {}, quoted(one.before)), ' → ',
  one.after === undefined ? h('em', {}, 'taken out') : h('ins', {}, quoted(one.after)))));

const quoted = text => text === '' ? '(empty)' : text === KEPT ? '••• (secret)' : clean(text);

function noted(one, done) {
  return row(changes, [
    [clock(one.time), h('small', {}, `no. ${one.number}`)],
    [one.who ? clean(one.who) : 'somebody', h('small', {}, one.origin)],
    h('code', { class: 'name' }, clean(one.pid.replace('org.staithe.', ''))),
    [one.problems.length > 0 && badge('bad', `refused: ${clean(one.problems.join('; '))}`),
      !one.undoable ? h('small', {}, `first seen, ${count(one.differences.length, 'key')}`) : differences(one.differences)],
    clean(one.effect),
    one.undoable && h('button', { class: 'quiet', onclick: async () => {
      try {
        show(await get('configuration/undo', { number: one.number }), `Go back behind change ${one.number}?`, 'Undo', async () => {
          await post('configuration/undo', { number: one.number });
          tell(`What was before change ${one.number} is back.`);
          done();
        });
      } catch (failure) {
        tell(failure.message, 'bad');
      }
    } }, 'Undo…'),
  ], { 'data-id': one.number });
}
