/** `lore pulse`: what was published is proven to expose nobody, and single answers are read by nobody. On both engines. */
import { auditWindow, noAnswers, windowLines } from '../../src/operator/pulse/command.ts';
import { loreProgram } from '../../src/operator/program.ts';
import { team } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { asked, pulseOn, type PulseHere } from '../support/pulse-here.ts';

describe.each(engines())('on $name', (engine) => {
  let here: PulseHere;
  beforeEach(async () => {
    here = await pulseOn(engine);
  });
  afterEach(async () => {
    expect(here.wrong()).toEqual([]);
    await here.close();
  });

  it('lists the windows, prints the proof of one, and finds one that exposes somebody', async () => {
    const { store } = here.lore;
    expect(await windowLines(store, team)).toEqual(['There was no safety pulse yet.']);
    await here.openPulse();
    for (const who of asked) {
      await here.answer(who, '5');
      await here.who(who).closeAll();
    }
    const [line = ''] = await windowLines(store, team);
    expect(line).toContain('open');
    const [id = ''] = line.split(' ');
    await expect(auditWindow(store, team, id)).rejects.toThrow('it is open');
    await here.toTheEnd();
    const { lines, isExposed } = await auditWindow(store, team, id);
    expect(isExposed).toBe(false);
    expect(lines.join('\n')).toContain('safety: 3 figures, rank 2, 2 parts');
    expect(lines.join('\n')).toContain('  Website: 6 answered');
    expect(lines.at(-1)).toContain('Exposed: none.');
    await expect(auditWindow(store, team, 'another')).rejects.toThrow('npx lore pulse audit');
    // As if a rule had been left out: a team of four.
    await store.write(async (db) => {
      await db
        .updateTable('pulse_figure' as never)
        .set({ answered: 4 } as never)
        .where('kind' as never, '=', 'team' as never)
        .execute();
    });
    expect((await auditWindow(store, team, id)).isExposed).toBe(true);
  });
});

it('refuses raw answers, with the reason', async () => {
  await expect(
    loreProgram({}, []).exitOverride().parseAsync(['node', 'lore', 'pulse', 'answers', 'W1']),
  ).rejects.toThrow(noAnswers);
});
