/** The fields of a form in which somebody says which standard changed: what they are called, and what is wrong in them. */
import type { SharedSentences } from '../../../locales/shared.ts';
import type { ReadScope } from '../scope.ts';
import type { TranslatorOf } from '../sentence.ts';
import {
  readStandard,
  type Standard,
  standardKinds,
  standardLimits,
  type TypedStandard,
} from '../standard.ts';
import type { Plain } from '../text.ts';
import { whereTo } from './linked-words.ts';
import type { Labels } from './modal.ts';

type Field = keyof TypedStandard;

/** What the fields are called, and what to choose from. */
export function standardLabels(t: TranslatorOf<SharedSentences>): Readonly<Record<Field, Labels>> {
  const kinds = standardKinds.map((kind) => [kind, t.plain(`standard.kind.${kind}`)] as const);
  return {
    kind: { label: t.plain('standard.kind'), choices: Object.fromEntries(kinds) },
    name: { label: t.plain('standard.name'), placeholder: t.plain('standard.nameExample') },
    link: { label: t.plain('standard.link'), hint: t.plain('standard.linkHint') },
  };
}

/**
 * Reads what was typed, with the access of the person who typed it.
 * @returns the standard, or for each field what is wrong in it: a link may lead only where the person and Lore both are, or out of Slack
 */
export async function standardFrom(
  read: ReadScope,
  t: TranslatorOf<SharedSentences>,
  typed: TypedStandard,
): Promise<
  | { readonly ok: true; readonly standard: Standard }
  | { readonly ok: false; readonly mistakes: Readonly<Partial<Record<Field, Plain>>> }
> {
  const { kept, refusals } = readStandard(typed);
  const long = { length: typed.name.trim().length, most: standardLimits.name };
  const mistakes = {
    ...(refusals.kind === undefined ? {} : { kind: t.plain('standard.kindEmpty') }),
    ...(refusals.name === undefined
      ? {}
      : { name: refusals.name === 'long' ? t.plain('field.long', long) : t.plain('standard.nameEmpty') }),
    ...(refusals.link === undefined ? {} : { link: t.plain('standard.notALink') }),
  };
  if (Object.keys(mistakes).length > 0) return { ok: false, mistakes };
  const leads = await whereTo(read, kept.link, null);
  return leads.ok
    ? { ok: true, standard: kept }
    : { ok: false, mistakes: { link: t.plain('standard.linkUnseen') } };
}
