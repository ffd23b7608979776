/** A pathway as a file: Markdown to read, and a table to count with. What people keep of it for themselves is in neither. */
import { csv } from '#core/csv.ts';
import { messageOf } from '#core/kit/message.ts';
import { markdownLine, markdownLines, markdownText } from '#core/markdown.ts';
import { readied } from '#core/names.ts';
import type { Message, RenderContext } from '#core/post.ts';
import type { ReadScope } from '#core/scope.ts';
import { namesOf } from '#core/sentence.ts';
import { formatWithYear } from '#core/time/format.ts';
import { copy, type T } from './copy.ts';
import type { FileFormat } from './ids.ts';
import { activityLine, levelOf, roleOf } from './page.ts';
import { type ActivityRow, loadWhole, type SkillRow, type Whole } from './rows.ts';
import { isStale } from './rules.ts';

const skillName = (t: T, { name }: SkillRow): string => (name === '' ? t.plain('skill.unnamed') : name);

/** What stands above the list, in a line each; names are marks in it. */
function headOf(t: T, { row, editors }: Whole, { now, tz }: RenderContext): readonly string[] {
  const on = formatWithYear({ token: 'day', at: row.right_at ?? row.begun_at }, t.language, tz);
  return [
    ...(row.about === '' ? [] : [row.about]),
    ...(row.state === 'published'
      ? [
          t.plain('file.version', { version: row.version }),
          isStale(row.right_at, now) ? t.plain('file.stale', { on }) : t.plain('file.right', { on }),
        ]
      : [t.plain('file.unpublished')]),
    ...(editors.length === 0 ? [] : [t.plain('file.by', { people: namesOf(editors) })]),
  ];
}

function markdownOf(t: T, whole: Whole, head: readonly string[]): string {
  const paragraph = (text: string, indent = '') => markdownLines(markdownText(text), indent);
  const item = (row: ActivityRow): string =>
    `- ${paragraph([row.title, activityLine(t, whole, row), row.link].filter((one) => one !== '').join('\n'), '  ')}`;
  const parts = [
    `# ${markdownLine(roleOf(t, whole.row))}`,
    ...head.map((line) => paragraph(line)),
    ...whole.skills.flatMap(({ skill, activities }) => [
      `## ${markdownLine(`${skillName(t, skill)}: ${t.plain(`level.${levelOf(skill)}`)}`)}`,
      ...(activities.length === 0 ? [] : [activities.map(item).join('\n')]),
    ]),
  ];
  return `${parts.join('\n\n')}\n`;
}

const heads = [
  'role',
  'version',
  'skill',
  'level',
  'activity',
  'format',
  'link',
  'effort',
  'required',
  'after',
  'moment',
] as const;

function tableOf(t: T, whole: Whole): string {
  const { row, skills, activities } = whole;
  const titleOf = new Map(activities.map(({ id, title }) => [id, title]));
  return csv([
    heads.map((head) => t.plain(`table.${head}`)),
    ...skills.flatMap(({ skill, activities: all }) =>
      all.map((one) => [
        ...[roleOf(t, row), String(row.version), skillName(t, skill), String(skill.level)],
        ...[one.title, t.plain(`format.${one.format}`), one.link, one.effort],
        t.plain(one.is_required === 1 ? 'table.yes' : 'table.no'),
        one.after_id === null ? '' : (titleOf.get(one.after_id) ?? ''),
        one.moment === 'none' ? '' : t.plain(`moment.${one.moment}`),
      ]),
    ),
  ]);
}

/** @returns `null`: it is gone, or not for this reader */
export async function fileMessage(
  read: ReadScope,
  id: Whole['row']['id'],
  format: FileFormat,
  renderContext: RenderContext,
): Promise<Message | null> {
  const whole = await loadWhole(read, id);
  if (whole === null) return null;
  const t = copy.for(renderContext);
  const title = roleOf(t, whole.row);
  // A name is what somebody typed, too: it stands there before anything is made of it.
  const { ready } = await readied(read, headOf(t, whole, renderContext), renderContext);
  const isTable = format === 'table';
  return {
    ...messageOf(
      isTable ? t.mrkdwn('file.hereTable', { role: title }) : t.mrkdwn('file.here', { role: title }),
    ),
    file: {
      name: isTable ? 'pathway.csv' : 'pathway.md',
      title,
      content: isTable ? tableOf(t, whole) : markdownOf(t, whole, ready),
    },
  };
}
