/**
 * A new key for stored tokens and sealed texts. Whatever instruction the process dies at, each of them has its key in the file, and it can be run
 * again: the file gets the new key before anything is sealed with it, and loses an old one after nothing needs it, where something was sealed again. All
 * of that happens while nobody else can store a token or seal a text, so two at once do it one after the other.
 */
import type { TeamId } from '#core/ids.ts';
import { decryptToken, encryptToken, keyIdOf, NotOpened, type TokenKeys } from './encrypt-token.ts';
import { hasKeys, newKey, readKeys, writeKeys } from './key-file.ts';
import type { SealedAgain } from './seals.ts';
import type { Workspaces } from './workspaces.ts';

export interface Rotated {
  /** The workspaces whose token is sealed with the new key now. */
  readonly sealed: readonly TeamId[];
  /** Those whose token no key opened: it is gone. */
  readonly lost: readonly TeamId[];
  /** Of what people keep sealed. */
  readonly texts: SealedAgain;
}

/**
 * @param parts.file where the keys are
 * @param parts.onLost decides what becomes of tokens that no key opens: throws, and nothing has changed, or returns, and they go
 * @param parts.now epoch milliseconds
 * @param parts.checkpoint for tests: called where a process may die
 * @throws KeyFileError
 */
export async function rotateKey(parts: {
  readonly workspaces: Workspaces;
  readonly file: string;
  readonly onLost: (team: TeamId, why: NotOpened) => void;
  readonly now: number;
  readonly checkpoint?: (where: 'new key in the file' | 'sealed again' | 'stored') => void;
}): Promise<Rotated> {
  const { workspaces, file, checkpoint = () => undefined } = parts;
  const fresh = newKey(parts.now);
  const sealed: TeamId[] = [];
  const lost: TeamId[] = [];
  let texts: SealedAgain = { sealed: 0, lost: 0 };
  await workspaces.changeTokens(async (stored, sealedTexts) => {
    sealed.length = 0;
    lost.length = 0;
    const [id] = fresh;
    const keys: TokenKeys = {
      current: id,
      keys: new Map([...(hasKeys(file) ? readKeys(file).keys : []), fresh]),
    };
    const opened = [...stored].map(([team, token]) => [team, open(team, token, keys, parts.onLost)] as const);
    writeKeys(file, keys);
    checkpoint('new key in the file');
    const again = opened.map(([team, token]): [TeamId, string | null] => {
      (token === null ? lost : sealed).push(team);
      return [team, token === null ? null : encryptToken(token, team, keys)];
    });
    texts = await sealedTexts.sealAgain(keys);
    checkpoint('sealed again');
    return new Map(again);
  });
  checkpoint('stored');
  // With nothing to go by, this may be another database than the one of which an old key seals something.
  if (sealed.length === 0 && texts.sealed === 0) return { sealed, lost, texts };
  await workspaces.changeTokens(async (stored, sealedTexts) => {
    const { current, keys } = readKeys(file);
    const needed = new Set([current, ...[...stored.values()].map(keyIdOf), ...(await sealedTexts.keyIds())]);
    writeKeys(file, { current, keys: new Map([...keys].filter(([id]) => needed.has(id))) });
    return new Map();
  });
  return { sealed, lost, texts };
}

function open(
  team: TeamId,
  token: string,
  keys: TokenKeys,
  onLost: (team: TeamId, why: NotOpened) => void,
): string | null {
  try {
    return decryptToken(token, team, keys);
  } catch (error) {
    if (!(error instanceof NotOpened)) throw error;
    onLost(team, error);
    return null;
  }
}
