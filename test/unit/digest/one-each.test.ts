/** What practices contribute to the digest and to App Home: no practice fills them alone. */
import { sharedKinds } from '../../../src/core/week.ts';
import { channelId, rowId, userId } from '../../../src/core/ids.ts';
import { features } from '../../../src/features.ts';
import { type Candidate, choose } from '../../../src/features/digest/rules.ts';

const shared: ReadonlySet<string> = new Set(Object.keys(sharedKinds));
const giving = features.flatMap(({ name, digestItems }) =>
  digestItems === undefined ? [] : [{ name, kinds: Object.entries(digestItems.kinds) }],
);
const own = (name: string) =>
  (giving.find((one) => one.name === name)?.kinds ?? []).filter(([kind]) => !shared.has(kind));
/** Each in four other channels, by four people. */
const candidates = giving.flatMap(({ name, kinds }) =>
  kinds.flatMap(([kind, facts]) =>
    [1, 2, 3, 4].map((nth): Candidate => ({
      id: rowId(`${name}-${kind}-${nth}`),
      practice: name,
      kind,
      facts,
      authors: [userId(`U-${name}-${kind}-${nth}`)],
      channel: channelId(`C-${name}-${kind}-${nth}`),
      at: nth,
      liked: 0,
      used: 0,
      shown: 0,
      shownHere: 0,
      against: 0,
      againstRecall: 0,
    })),
  ),
);

it.each(giving.map(({ name }) => name))(
  '%s has one kind of its own in the digest, and one place for it',
  (name) => {
    expect(own(name).length).toBeLessThanOrEqual(1);
    for (const [, { most, isTogether }] of own(name)) expect(isTogether === true ? 1 : most).toBe(1);
  },
);

it.each(['questions', 'coaching', 'thanks', 'forums'])(
  '%s contributes at most one item to a digest',
  (name) => {
    const kinds = giving.find((one) => one.name === name)?.kinds ?? [];
    expect(kinds.length).toBeLessThanOrEqual(1);
    for (const [, { most }] of kinds) expect(most).toBe(1);
  },
);

it('a digest in which every practice has four of each holds at most one of a practice’s own kind, however many there are', () => {
  const before = {
    about: new Set<never>(),
    sources: new Set<never>(),
    untrue: new Set<never>(),
    lately: new Set<never>(),
  };
  const here = { channel: channelId('C-HERE'), readers: 10 };
  for (const { name } of giving) {
    const theirs = candidates.filter(({ practice }) => practice === name);
    for (const all of [candidates, theirs]) {
      const chosen = choose(all, before, here).filter(
        ({ kind, practice }) => !shared.has(kind) && practice === name,
      );
      const places = new Set(chosen.map(({ id, facts, kind }) => (facts.isTogether === true ? kind : id)));
      expect(places.size).toBeLessThanOrEqual(1);
    }
  }
});

it('a practice is listed once, and has one section of App Home at most', () => {
  const names = features.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});
