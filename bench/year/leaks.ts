/** Looks whether words that only some may read stand where others read: in messages, in App Homes and in windows that are open. */
import type { Sandbox } from '../../sandbox/server.ts';

export interface Secrets {
  /** What a word says of who may read it: `undefined`, it is no secret. */
  readersOf(word: string): ReadonlySet<string> | undefined;
}

/** How a word looks that may be a secret. */
const words = /\b(?:Hush|Note|Entry|Vault)\d+\b/g;

/** @returns one line for each place at which somebody reads what they may not */
export function leaksIn({ world, core }: Sandbox, secrets: Secrets): readonly string[] {
  const bot = core.install.botUserId;
  const inText = (shown: unknown, readers: readonly string[], where: string): string[] =>
    [...new Set(JSON.stringify(shown).match(words) ?? [])].flatMap((word) => {
      const may = secrets.readersOf(word);
      const others = may === undefined ? [] : readers.filter((one) => one !== bot && !may.has(one));
      return others.length === 0 ? [] : [`${word} in ${where}, for ${others.slice(0, 3).join(' ')}`];
    });
  const everybody = world.people.filter(({ isBot }) => !isBot).map(({ id }) => id);
  const inMessages = world.conversations.flatMap(({ id, kind, members }) =>
    (world.messages[id] ?? []).flatMap((message) => {
      const { ephemeralTo: alone, text, blocks, ts } = message;
      const readers = alone === null ? (kind === 'public' ? everybody : members) : [alone];
      return inText([text, blocks], readers, `${id} ${ts}`);
    }),
  );
  const inHomes = Object.entries(world.homes).flatMap(([who, home]) => inText(home, [who], `Home of ${who}`));
  const inWindows = world.modals.flatMap(({ userId, view }) =>
    inText(view, [userId], `a window of ${userId}`),
  );
  return [...inMessages, ...inHomes, ...inWindows];
}
