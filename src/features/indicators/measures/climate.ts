/** M7: how safe it is to learn, as the pulse published it. Pure. */
import type { Facts } from './facts.ts';
import type { Figure } from './indicator.ts';

export const climate = ({ climate: means }: Facts): readonly Figure[] =>
  means.length === 0 ? [] : [{ id: 'M7.means', value: { kind: 'climate', means } }];
