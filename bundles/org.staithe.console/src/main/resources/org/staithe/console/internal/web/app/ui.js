// SPDX-License-Identifier: Apache-2.0
// Builds pages out of text only: nothing that a client typed can become markup.

/** An element; attributes that begin with "on" are listeners, false and undefined ones are left out. */
export function h(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith('on')) {
      element.addEventListener(key.slice(2), value);
    } else if (value !== false && value !== undefined) {
      element.setAttribute(key, value === true ? '' : value);
    }
  }
  element.append(...children.flat().filter(child => child !== undefined && child !== false));
  return element;
}

/** Replaces what is in an element. */
export function fill(element, ...children) {
  element.replaceChildren(...children.flat().filter(child => child !== undefined && child !== false));
}

/** Control characters and what turns text around, made visible. */
export function clean(text) {
  return String(text).replace(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g,
    c => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** A number of things: 1 transfer, 2 transfers. */
export const count = (number, thing) => `${number} ${thing}${number === 1 ? '' : 's'}`;

export function bytes(number) {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  let value = number;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}

export const rate = (moved, millis) => `${bytes(moved * 1000 / Math.max(1, millis))}/s`;

export function span(millis) {
  const seconds = Math.max(0, Math.round(millis / 1000));
  if (seconds < 60) {
    return `${seconds} s`;
  }
  if (seconds < 3600) {
    return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  }
  return `${Math.floor(seconds / 3600)} h ${Math.floor(seconds % 3600 / 60)} min`;
}

export const took = millis => millis < 1000 ? `${millis} ms` : `${(millis / 1000).toFixed(1)} s`;

export function clock(millis) {
  const date = new Date(millis);
  const time = date.toLocaleTimeString([], { hour12: false });
  return date.toDateString() === new Date().toDateString() ? time : `${date.toLocaleDateString()} ${time}`;
}

/** A table; each column has a title, and whether it is a number. Cells carry the title for narrow screens. */
export function table(columns, body, empty) {
  const head = h('tr', {}, columns.map(column => h('th', { scope: 'col', class: column.number && 'number' }, column.title)));
  return h('div', { class: 'scroll' },
    h('table', {}, h('thead', {}, head), body),
    h('p', { class: 'empty' }, empty));
}

/** A row for such a table: as many cells as there are columns. */
export function row(columns, cells, attributes = {}) {
  return h('tr', attributes, columns.map((column, i) =>
    h('td', { 'data-title': column.title, class: column.number && 'number' }, cells[i] ?? '')));
}

export const badge = (kind, text) => h('span', { class: `badge ${kind}` }, text);

let quiet;

/** Says something for some seconds. */
export function tell(text, kind = 'good') {
  const told = document.getElementById('told');
  told.textContent = text;
  told.className = kind;
  clearTimeout(quiet);
  quiet = setTimeout(() => { told.className = ''; }, 8000);
}

/** A dialog with a form; what is done gets the values, and the dialog stays open while that fails. */
export function dialog(title, content, button, work) {
  const problem = h('p', { class: 'problem', role: 'alert' });
  const form = h('form', {},
    h('h2', {}, title), content, problem,
    h('div', { class: 'buttons' },
      h('button', { type: 'button', class: 'quiet', onclick: () => box.close() }, 'Cancel'),
      h('button', { class: 'main' }, button)));
  const box = h('dialog', {}, form);
  form.addEventListener('submit', async event => {
    event.preventDefault();
    const ready = form.querySelector('.main');
    ready.disabled = true;
    try {
      await work(new FormData(form));
      box.close();
    } catch (failure) {
      problem.textContent = failure.message;
    }
    ready.disabled = false;
  });
  box.addEventListener('close', () => box.remove());
  document.body.append(box);
  box.showModal();
}
