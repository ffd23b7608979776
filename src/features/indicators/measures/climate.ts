/** M7: how safe it is to learn, as the pulse published it. Pure. */
import type { Facts } from './facts.ts';
import { type Figure, figure } from './indicator.ts';

export const climate = ({ climate: means }: Pick<Facts, 'climate'>): readonly Figure[] =>
  figure('M7.means', means.length === 0 ? null : { kind: 'climate', means });
