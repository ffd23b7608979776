/** Where a lesson's file stands in a folder: `topic/title-xxxxxxxx.md`. The same for the same title, topic and id, whatever else is there. */
import { createHash } from 'node:crypto';
import type { LessonRecord } from '#core/lesson-record.ts';

/** A name in a folder has at most 255 bytes; some encrypted ones hold less than 143. */
const mostBytes = 100;

/** What Windows keeps for devices. */
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)$/;

/** With `/`, whatever the system. Lower case only, since some systems know no other; no sign that means something to any. */
export function fileOf({ id, title, topics }: Pick<LessonRecord, 'id' | 'title' | 'topics'>): string {
  const topic = slug(topics[0] ?? '', 'no-topic');
  const short = createHash('sha256').update(id).digest('hex').slice(0, 10);
  return `${reserved.test(topic) ? `${topic}-` : topic}/${slug(title, 'lesson')}-${short}.md`;
}

/** Letters and digits of any script, and hyphens. */
function slug(text: string, otherwise: string): string {
  const words = text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll(/\p{Script=Latin}\p{M}*/gu, (letter) => letter.normalize('NFD').replaceAll(/\p{M}/gu, ''))
    .normalize('NFC')
    .replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, '-');
  return cut(words).replaceAll(/^-+|-+$/g, '') || otherwise;
}

/** Its beginning, without half a character. */
function cut(text: string): string {
  let size = 0;
  let cut = '';
  for (const { segment } of new Intl.Segmenter('en').segment(text)) {
    size += Buffer.byteLength(segment);
    if (size > mostBytes) break;
    cut += segment;
  }
  return cut;
}
