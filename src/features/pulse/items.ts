/**
 * What is asked: thirteen statements in three themes, in our own words, all positive; adapted from Edmondson (1999), and not the validated original. A
 * statement that is worded differently, in any language, gets a new version, and its answers are not compared with those of the one before.
 */
export const themes = ['safety', 'support', 'recognition'] as const;
export type Theme = (typeof themes)[number];

export const items = {
  PS1: 'safety',
  PS2: 'safety',
  PS3: 'safety',
  PS4: 'safety',
  PS5: 'safety',
  PS6: 'safety',
  PS7: 'safety',
  SL1: 'support',
  SL2: 'support',
  SL3: 'support',
  RR1: 'recognition',
  RR2: 'recognition',
  RR3: 'recognition',
} as const satisfies Readonly<Record<string, Theme>>;
export type Item = keyof typeof items;
export const itemKeys = Object.keys(items) as readonly Item[];

/** Of the wording in each language. */
export const version = 1;

export const itemsOf = (theme: Theme): readonly Item[] => itemKeys.filter((item) => items[item] === theme);

/** All items in an order of its own for each who is asked. @param chance 0 up to 1, another one each time */
export function inRandomOrder(chance: () => number): readonly Item[] {
  const mixed = [...itemKeys];
  for (let last = mixed.length - 1; last > 0; last -= 1) {
    const at = Math.floor(chance() * (last + 1));
    const [one, other] = [mixed[last], mixed[at]];
    if (one !== undefined && other !== undefined) [mixed[last], mixed[at]] = [other, one];
  }
  return mixed;
}
