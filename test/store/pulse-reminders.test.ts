/**
 * Who had answered a pulse when everybody was reminded stands nowhere: a company in which one half had is compared with the same company in which the
 * other half had. On both engines.
 */
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { day, hour } from '../../src/core/clock.ts';
import type { JournalLine } from '../../src/jobs/journal.ts';
import type { Checkpoint } from '../../src/jobs/parts.ts';
import { makeMetrics } from '../../src/watch/metrics.ts';
import { engines, type TestEngine } from '../support/databases.ts';
import { asked, type PulseHere, pulseOn } from '../support/pulse-here.ts';
import { wholeDatabase } from '../support/whole-database.ts';

const half = asked.filter((_who, place) => place % 2 === 0);
const otherHalf = asked.filter((who) => !half.includes(who));

/** Rows, lines and counts, where an id that is drawn is `#` and a time is told by the hour: both differ between two runs of the same. */
const alike = (lines: readonly string[]): readonly string[] =>
  lines
    .map((line) =>
      line
        .replaceAll(/(\d{4}\.)?\b[0-9a-z]{26}\b/g, '#')
        .replaceAll(/\b1[789]\d{11}\b/g, (ms) => `hour ${Math.floor(Number(ms) / hour)}`)
        .replaceAll(/\b(1[789]\d{8})\.\d{6}\b/g, (_all, s: string) => `hour ${Math.floor(Number(s) / 3_600)}`)
        // By chance Slack has a picture at once, or a little later: then it is drawn again.
        .replaceAll(/"file_id":"\w+"|(?<=pulse\.results.*)"(wanted|shown)":\d+/g, '#'),
    )
    .toSorted();

const answersOf = new Set(['ballot_part', 'ballot_cast']);

/** Each table’s rows, but for those of answers while it is open, which the key alone can tell, and calls to work, which name nobody. */
async function rowsOf(here: PulseHere, isOpen: boolean): Promise<readonly string[]> {
  const all = Object.entries(await wholeDatabase(here.lore.store));
  const isCall = (table: string) => table.startsWith('pgboss.');
  const calls = all.filter(([table]) => isCall(table)).flatMap(([, rows]) => rows);
  // Neither by their id nor by that of their conversation with Lore.
  expect(calls.filter((row) => asked.some((who) => row.includes(who.slice(1))))).toEqual([]);
  return alike(
    all
      .filter(([table]) => !isCall(table) && !(isOpen && answersOf.has(table)))
      .flatMap(([table, rows]) => rows.map((row) => `${table} ${row}`)),
  );
}

/** What of one run is not in the other. */
const differs = (one: readonly string[], other: readonly string[]): readonly string[] => {
  const left = [...other];
  const only = one.filter((line) => {
    const at = left.indexOf(line);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  return [...only, ...left];
};

/** Whose reminder is on its way when Lore dies is by chance, so what happened is compared, not to whom, nor what the time is where they are. */
const withoutNames = (lines: readonly string[]): readonly string[] =>
  lines
    .map((line) => asked.reduce((text, who) => text.replaceAll(who.slice(1), '0#'), line))
    .map((line) => line.replace(/"minutes":\d+/, '#'))
    .toSorted();

class Killed extends Error {}

/** A pulse from its opening to its end. @param early who answers before the others are reminded; they answer after that @param dies where Lore dies once */
async function played(engine: TestEngine, early: readonly string[], dies?: Checkpoint) {
  const journal: JournalLine[] = [];
  const log: string[] = [];
  const metrics = makeMetrics();
  let mayDie = false;
  const here = await pulseOn(engine, {
    lore: {
      metrics,
      journal: (line) => void journal.push(line),
      log: pino(
        { base: null, level: 'debug' },
        new Writable({ write: (line: Buffer, _as, done) => done(void log.push(line.toString())) }),
      ),
      checkpoint: async (name, of) => {
        if (!mayDie || name !== dies || of !== 'person') return;
        mayDie = false;
        throw new Killed();
      },
    },
  });
  try {
    const opened = here.sandbox.core.clock.now();
    await here.openPulse();
    const answer = async (people: readonly string[]) => {
      for (const who of people) expect(await here.answer(who, '5')).toMatch(/Counted|Gezählt/);
      for (const who of people) await here.who(who).closeAll();
    };
    await answer(early);
    await here.playUntil(opened + 6 * day);
    mayDie = dies !== undefined;
    const on = () => here.playUntil(opened + 9 * day);
    await (dies === undefined ? on() : expect(on()).rejects.toThrow(Killed));
    await on();
    const open = await rowsOf(here, true);
    await answer(asked.filter((who) => !early.includes(who)));
    const reminders = asked.map(
      (who) => here.direct(who).filter(({ text }) => /A reminder|Eine Erinnerung/.test(text)).length,
    );
    await here.toTheEnd();
    const counts = await metrics.text({
      ...{ version: '', engine: engine.name, schema: null, paused: { isPaused: false, ms: 0 } },
      ...{ checks: {}, backlog: null },
    });
    return {
      open,
      closed: await rowsOf(here, false),
      journal: alike(journal.map((line) => JSON.stringify(line))),
      counts: counts.split('\n').filter((line) => line.startsWith('lore_decisions_total')),
      log: log.filter(
        (line) => /"level":[56]0|pulse\./.test(line) || asked.some((who) => line.includes(who)),
      ),
      reminders,
    };
  } finally {
    await here.close();
  }
}

describe.each(engines())('on $name', (engine) => {
  it.each([
    ['and nothing goes wrong', undefined],
    ['and Lore dies once Slack has the first of them', 'after the call'],
  ] as const)(
    'everybody is reminded once, answered or not, %s: no row, no line of journal or log and no count says who had answered by then, while it is open or after its end',
    async (_how, dies) => {
      const one = await played(engine, half, dies);
      const other = await played(engine, otherHalf, dies);
      const compared = dies === undefined ? (lines: readonly string[]) => lines : withoutNames;
      expect(differs(compared(one.open), compared(other.open))).toEqual([]);
      expect(differs(compared(one.closed), compared(other.closed))).toEqual([]);
      expect(differs(compared(one.journal), compared(other.journal))).toEqual([]);
      expect(differs(one.counts, other.counts)).toEqual([]);
      expect([...one.log, ...other.log]).toEqual([]);
      expect([one.reminders, other.reminders]).toEqual([one, other].map(() => asked.map(() => 1)));
      // Otherwise nothing was compared.
      for (const who of asked)
        expect(one.closed.filter((row) => row.includes(`pulse.reminder|${who}|`))).not.toEqual([]);
      expect(one.journal.filter((line) => /pulse\.reminder.*"did":"(?!held)/.test(line))).toHaveLength(
        asked.length,
      );
    },
  );
});
