/** Installs the app as somebody of the company does in their browser: from its page, over Slack's, and back. */

/** @param address of the app's pages @throws when one of the steps does not lead on */
export async function installAs(userId: string, address: string): Promise<void> {
  const begun = await fetch(`${address}/slack/install`, { redirect: 'manual' });
  const cookie = begun.headers.getSetCookie().map((set) => set.split(';')[0] ?? '');
  const asked = new URL(placeIn(begun));
  const form = new URLSearchParams(asked.searchParams);
  form.set('user', userId);
  form.set('choice', 'allow');
  const allowed = await fetch(`${asked.origin}${asked.pathname}`, {
    method: 'POST',
    body: form,
    redirect: 'manual',
  });
  const done = await fetch(placeIn(allowed), { headers: { cookie: cookie.join('; ') } });
  if (!done.ok) throw new Error(`the app answered ${done.status}`);
}

function placeIn(response: Response): string {
  const place = response.headers.get('location');
  if (place === null) throw new Error(`${response.url} answered ${response.status} and leads nowhere`);
  return place;
}
