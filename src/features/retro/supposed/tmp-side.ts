import type { RowId } from '#core/ids.ts';
import { alike } from '../group/rules.ts';

export function sideBySide<Of extends { readonly id: RowId; readonly text: string }>(
  all: readonly Of[],
): (readonly [Of, ...Of[]])[] {
  const groups = alike(all);
  return all.flatMap((one): (readonly [Of, ...Of[]])[] => {
    const group = groups.find((ids) => ids.includes(one.id));
    if (group === undefined) return [[one]];
    const [first, ...others] = all.filter(({ id }) => group.includes(id));
    return first !== undefined && first.id === one.id ? [[first, ...others]] : [];
  });
}
