// SPDX-License-Identifier: Apache-2.0
// Which page is shown, and who looks.

import { me, leave } from './server.js';
import { h, fill } from './ui.js';
import overview from './overview.js';
import sessions from './sessions.js';
import transfers from './transfers.js';
import recorder from './recorder.js';
import plugins from './plugins.js';
import users from './users.js';
import configuration from './configuration.js';
import policy from './policy.js';

const pages = { overview, sessions, transfers, recorder, plugins, users, configuration, policy };
const place = document.getElementById('page');
const nav = document.getElementById('nav');
let end = () => {};
const user = await me();
user.rank = ['VIEWER', 'OPERATOR', 'ADMINISTRATOR'].indexOf(user.role);

document.getElementById('who').textContent = `${user.name}, ${user.role.toLowerCase()}`;
document.getElementById('leave').addEventListener('click', leave);

/** Whether this user may see a page. */
const mayOpen = page => user.rank >= (page.rank ?? 0);

for (const [name, page] of Object.entries(pages)) {
  if (mayOpen(page)) {
    nav.append(h('a', { href: `#/${name}` }, page.title));
  }
}
if (user.rank === 2) {
  nav.append(h('a', { href: '/system/console/configMgr', class: 'other' }, 'Felix'));
}

function show() {
  const [path, query] = location.hash.slice(2).split('?');
  const name = Object.hasOwn(pages, path) ? path : 'overview';
  end();
  document.querySelector('dialog[open]')?.close(); // it belongs to the page that is left
  for (const link of nav.querySelectorAll('a')) {
    const here = link.getAttribute('href') === `#/${name}`;
    link.toggleAttribute('aria-current', here);
    if (here) {
      link.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    }
  }
  document.title = `${pages[name].title} · Staithe console`;
  fill(place);
  if (!mayOpen(pages[name])) {
    fill(place, h('h1', {}, pages[name].title),
      h('p', {}, `This page is for administrators; your role is ${user.role.toLowerCase()}.`));
    end = () => {};
    return;
  }
  end = pages[name].show(place, new URLSearchParams(query), user) ?? (() => {});
}

addEventListener('hashchange', show);
show();
