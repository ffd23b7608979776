/** What an operator's programs read of a Lore that is watched. */
import type { Lore } from '../../src/lore.ts';

export interface Seen {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

/** @param path `/healthz`, `/readyz`, `/metrics` */
export async function look(lore: Pick<Lore, 'metricsPort'>, path: string, method = 'GET'): Promise<Seen> {
  const response = await fetch(`http://127.0.0.1:${lore.metricsPort()}${path}`, { method });
  return {
    status: response.status,
    type: response.headers.get('content-type') ?? '',
    text: await response.text(),
  };
}

/** @returns the status of `/readyz`, and its checks that are not `ok` */
export async function ready(lore: Pick<Lore, 'metricsPort'>) {
  const { status, text } = await look(lore, '/readyz');
  const { checks } = JSON.parse(text) as { readonly checks: Readonly<Record<string, string>> };
  return { status, wrong: Object.fromEntries(Object.entries(checks).filter(([, said]) => said !== 'ok')) };
}

/** @returns each sample of `/metrics`, by its name and labels as they stand there */
export async function samples(lore: Pick<Lore, 'metricsPort'>): Promise<ReadonlyMap<string, number>> {
  const { text } = await look(lore, '/metrics');
  return new Map(
    text
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => {
        const at = line.lastIndexOf(' ');
        return [line.slice(0, at), Number(line.slice(at + 1))];
      }),
  );
}
