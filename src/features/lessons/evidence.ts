/** The viewer's lessons that were of use to others. Those whose authors are hidden are nobody's here. */
import type { EvidenceItems } from '#core/evidence.ts';
import { shorten } from '#core/text.ts';
import { lessonsCopy, type Translator } from './copy.ts';
import { type Outcomes, outcomesOf } from './effect/read.ts';
import { ownLessons } from './read.ts';
import { opinions } from './rows.ts';

/** How many teams are named, and how much of what one said is quoted, in characters. Nothing is counted. */
const shown = { teams: 3, how: 300, items: 100 } as const;

export const evidence: EvidenceItems = async (read, since, renderContext) => {
  if (read.viewer.kind !== 'person') return [];
  const t = lessonsCopy.for(renderContext);
  const own = (await ownLessons(read)).filter(
    (row) => row.state === 'kept' && row.is_hidden === 0 && row.written_at >= since,
  );
  if (own.length === 0) return [];
  const outcomes = await outcomesOf(read, own, renderContext.now);
  const used = await read.countBy(opinions, 'lesson_id', { said: 'used' });
  const teams = own.flatMap((row) => outcomes(row).teams.flatMap(({ channel }) => channel ?? []));
  const channels = await read.channelNames([...new Set(teams)]);
  return own
    .flatMap((row) => {
      const facts = [
        ...triedBy(t, outcomes(row), channels),
        ...(used.has(row.id) || row.applied_in > 0 ? [t.plain('evidence.used')] : []),
        ...changed(t, outcomes(row)),
      ];
      return facts.length === 0
        ? []
        : [
            {
              id: row.id,
              kind: 'used' as const,
              at: row.written_at,
              what: row.title,
              facts: facts.join(' · '),
            },
          ];
    })
    .slice(0, shown.items);
};

function triedBy(
  t: Translator,
  { teams, trials }: Outcomes,
  channels: Awaited<ReturnType<Parameters<EvidenceItems>[0]['channelNames']>>,
): string[] {
  const helped = teams.filter(({ went }) => went !== 'not');
  const named = helped.flatMap(({ channel }) => (channel === null ? [] : (channels.get(channel) ?? [])));
  if (helped.length === 0) return [];
  const how = trials.find((trial) => trial.went !== 'not' && trial.how !== '')?.how ?? '';
  const list = named.slice(0, shown.teams).map((name) => `#${name}`);
  return [
    list.length === 0
      ? t.plain('evidence.helpedSome')
      : t.plain('evidence.helped', { teams: list.join(', ') }),
    ...(how === '' ? [] : [t.plain('evidence.how', { how: shorten(how, shown.how) })]),
  ];
}

const changed = (t: Translator, { standard }: Outcomes): string[] =>
  standard === null || standard.name === ''
    ? []
    : [t.plain(`effect.standard.${standard.kind}`, { name: standard.name })];
