import { render } from 'preact';
import { call } from './api.ts';
import { App } from './app.tsx';

/** Whom the address names; a first visitor becomes the person whom the sandbox proposes. */
async function whoActs(): Promise<string> {
  const named = new URLSearchParams(location.search).get('as');
  if (named !== null) return named;
  const answer = await call('snapshot', { as: '' });
  if (!answer.ok) return '';
  const address = new URL(location.href);
  address.searchParams.set('as', answer.snapshot.me.id);
  history.replaceState(null, '', address);
  return answer.snapshot.me.id;
}

const page = document.getElementById('page');
const as = await whoActs();
if (page) {
  page.replaceChildren();
  render(<App as={as} />, page);
}
