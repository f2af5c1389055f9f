// SPDX-License-Identifier: Apache-2.0
// All that goes to the server and comes from it.

let token = '';

/** Whoever is logged in; asked once. */
export async function me() {
  const known = await get('me');
  token = known.token;
  return known;
}

async function checked(answer) {
  if (answer.status === 401) {
    location.replace('login');
    return new Promise(() => {}); // nothing goes on: the page is left
  }
  const content = await answer.json();
  if (!answer.ok) {
    throw new Error(content.error);
  }
  return content;
}

export async function get(path, values = {}) {
  return checked(await fetch(`api/${path}?${new URLSearchParams(values)}`));
}

export async function post(path, values = {}) {
  const body = values instanceof Blob ? values : new URLSearchParams(values);
  return checked(await fetch(`api/${path}`, { method: 'POST', body, headers: { 'X-Staithe-Token': token } }));
}

export async function leave() {
  await fetch('logout', { method: 'POST' });
  location.replace('login');
}

/** Tells what the server sends until the returned function is called. */
export function live(path, values, tell) {
  const source = new EventSource(`api/${path}?${new URLSearchParams(values)}`);
  source.onmessage = event => tell(JSON.parse(event.data));
  source.onerror = () => {
    document.body.classList.add('lost');
    get('me').then(() => document.body.classList.remove('lost'), () => {}); // leads to the login when that is due
  };
  source.onopen = () => document.body.classList.remove('lost');
  return () => source.close();
}
