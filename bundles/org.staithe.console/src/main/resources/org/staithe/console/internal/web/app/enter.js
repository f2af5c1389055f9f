// SPDX-License-Identifier: Apache-2.0
// The login page, and the page that makes the first administrator.

const form = document.getElementById('enter');
const problem = document.getElementById('problem');
const setup = form.dataset.to === 'setup';
const token = location.hash.slice(1);
if (setup) {
  history.replaceState(null, '', location.pathname); // the link stays in no history
}

form.addEventListener('submit', async event => {
  event.preventDefault();
  const values = new URLSearchParams(new FormData(form));
  if (setup && values.get('password') !== values.get('again')) {
    problem.textContent = 'The two passwords differ.';
    return;
  }
  values.delete('again');
  values.set('token', token);
  const button = form.querySelector('button');
  button.disabled = true;
  problem.textContent = '';
  try {
    const answer = await fetch(form.dataset.to, { method: 'POST', body: values });
    if (answer.ok) {
      location.replace('./');
      return;
    }
    problem.textContent = (await answer.json()).error;
  } catch {
    problem.textContent = 'The server does not answer.';
  }
  button.disabled = false;
});
