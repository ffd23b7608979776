/** Where something that one person wrote can become a question. The practice that keeps questions listens, and reads it as a lesson would (`LessonSeeds`). */
import { z } from 'zod';
import type { SharedSentences } from '../../locales/shared.ts';
import type { RowId } from './ids.ts';
import { defineAction, entry, type MenuEntry } from './kit/action.ts';
import { rowValue } from './kit/values.ts';
import type { ReadScope } from './scope.ts';
import type { TranslatorOf } from './sentence.ts';

/** Opens the form of a question, with what they wrote. */
export const askThis = defineAction('questions.of', z.object({ of: rowValue }));

/** "Ask this as a question", for the menu of such a row; nothing where questions are off. */
export async function questionEntries(
  read: ReadScope,
  t: TranslatorOf<SharedSentences>,
  of: RowId,
): Promise<readonly MenuEntry[]> {
  return (await read.isOn('questions')) ? [entry(askThis, t.plain('askThis'), { of })] : [];
}
