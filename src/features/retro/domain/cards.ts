/** Which cards are still their authors' alone. Pure. */

/**
 * Whether a card was written since collecting began, or was opened again: until it is over it is its author's alone, and can be changed. What was written
 * before that can be read: changed now it would tell when its author was here.
 */
export const isChangeable = (
  retro: { readonly opening: number },
  card: { readonly opening: number },
): boolean => card.opening === retro.opening;
