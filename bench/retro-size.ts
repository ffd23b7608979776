/**
 * `npm run bench:retro-size`: what opening the form for cards and saving a card cost with five people and with two hundred, side by side, and
 * how a retrospective of one person and one of 600 long cards are shown. Prints one line of JSON.
 */
import { performance } from 'node:perf_hooks';
import { statementsOf } from '../test/support/count-statements.ts';
import { longCard, sizedTeam, type SizedTeam } from '../test/support/retro-size/team.ts';

const rounds = 40;
const median = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[times.length >> 1] ?? 0;
const whole = (value: number): number => Math.round(value * 100) / 100;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

/** One after the other in turns, so that whatever else the machine does meets both. */
async function compare() {
  const teams = [await sizedTeam(5), await sizedTeam(200)] as const;
  const times = teams.map(() => ({ open: [] as number[], save: [] as number[] }));
  const by = ({ people }: SizedTeam) => people[1] ?? '';
  for (let round = 0; round < rounds; round += 1)
    for (const [at, team] of teams.entries()) {
      times[at]?.open.push(await timed(() => team.open(by(team))));
      times[at]?.save.push(await timed(() => team.save(by(team), [`Card ${round}`])));
    }
  const measured = [];
  for (const [at, team] of teams.entries())
    measured.push({
      people: team.people.length,
      openMs: whole(median(times[at]?.open ?? [])),
      saveMs: whole(median(times[at]?.save ?? [])),
      openStatements: await statementsOf(() => team.open(by(team))),
      saveStatements: await statementsOf(() => team.save(by(team), ['One more'])),
    });
  for (const { system } of teams) await system.close();
  return measured;
}

/** @param each cards of each person */
async function shown(people: number, each: number, length: number) {
  const team = await sizedTeam(people);
  const written: string[] = [];
  for (const [at, by] of team.people.entries()) {
    const cards = Array.from({ length: each }, (_, index) => longCard(at * each + index, length));
    const reply = await team.save(by, cards);
    if (reply.kind !== 'nothing') throw new Error('a card was not taken');
    written.push(...cards);
    await team.system.settle();
  }
  await team.endCollecting();
  const read = await team.readAll(team.people[0] ?? '');
  const longest = Math.max(
    ...team.system.slack.messages.map(({ text, blocks }) => text.length + JSON.stringify(blocks).length),
  );
  await team.system.close();
  const found = new Set(read.texts);
  return {
    people,
    cards: written.length,
    pages: read.pages,
    unread: written.filter((card) => !found.has(card)).length,
    longestMessage: longest,
  };
}

const [few, many] = await compare();
if (few === undefined || many === undefined) throw new Error('nothing was measured');
console.log(
  JSON.stringify({
    cost: [few, many],
    ratio: { open: whole(many.openMs / few.openMs), save: whole(many.saveMs / few.saveMs) },
    shown: [await shown(1, 1, 3000), await shown(200, 3, 3000)],
  }),
);
