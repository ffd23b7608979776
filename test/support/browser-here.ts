/** A browser that runs no script and keeps its cookies, at the pages of a Lore in its sandbox. */
import type { LoreHere } from './lore-here.ts';

export interface Shown {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
  /** Where it leads; `''`: nowhere. */
  readonly to: string;
}

export interface BrowserHere {
  readonly cookies: Map<string, string>;
  /** @param path after Lore's address */
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Shown>;
  post(path: string, headers?: Readonly<Record<string, string>>): Promise<Shown>;
  /** Begins to sign in. @returns Slack's page */
  begin(to?: string): Promise<URL>;
  /** Somebody agrees at Slack's page. @returns where Slack sends them back to: a path */
  agree(asked: URL, who: string, choice?: 'allow' | 'cancel'): Promise<string>;
  /** All of it. @returns what they read then */
  signIn(who: string, to?: string): Promise<Shown>;
}

export function browserHere({ config }: Pick<LoreHere, 'config'>): BrowserHere {
  const cookies = new Map<string, string>();
  const address = config.address ?? '';
  const ask = async (path: string, init: RequestInit): Promise<Shown> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(`${address}${path}`, {
      redirect: 'manual',
      ...init,
      headers: { ...(cookie === '' ? {} : { cookie }), ...(init.headers as Record<string, string>) },
    });
    for (const set of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (set.split(';')[0] ?? '').split('=');
      if (set.includes('Max-Age=0')) cookies.delete(name);
      else cookies.set(name, value);
    }
    const { status, headers } = response;
    const to = (headers.get('location') ?? '').replace(address, '');
    return { status, headers, to, text: await response.text() };
  };
  const it: BrowserHere = {
    cookies,
    get: (path, headers = {}) => ask(path, { headers: { ...headers } }),
    post: (path, headers = {}) => ask(path, { method: 'POST', headers: { ...headers } }),
    begin: async (to) => {
      const query = to === undefined ? '' : `?${new URLSearchParams({ to }).toString()}`;
      return new URL((await it.get(`/read/sign-in${query}`)).to);
    },
    agree: async (asked, who, choice = 'allow') => {
      const form = new URLSearchParams(asked.searchParams);
      form.set('user', who);
      form.set('choice', choice);
      const page = `${asked.origin}${asked.pathname}`;
      const answered = await fetch(page, { method: 'POST', body: form, redirect: 'manual' });
      return (answered.headers.get('location') ?? '').replace(address, '');
    },
    signIn: async (who, to) => {
      const back = await it.get(await it.agree(await it.begin(to), who));
      return back.to === '' ? back : it.get(back.to);
    },
  };
  return it;
}
