import fc from 'fast-check';
import { numberField } from '../../../src/core/kit/pickers.ts';
import { languages, type Locale } from '../../../src/core/languages.ts';
import { features } from '../../../src/features.ts';
import { retro } from '../../../src/features/retro/feature.ts';
import type { Held } from '../../../src/store/erasure/held.ts';
import { workspaceCopy } from '../../../src/system/workspace/copy.ts';
import { type Filled, positionIn, wishedFrom } from '../../../src/system/workspace/rules.ts';
import {
  renderKept,
  renderWorkspace,
  settableOf,
  workspaceSection,
} from '../../../src/system/workspace/screens.ts';
import { often } from '../../support/often.ts';

const kinds = [
  { name: 'a.rows', days: 100 },
  { name: 'b.rows', days: 7 },
];
const practices = [
  { name: 'a', prompts: ['a.remind'] },
  { name: 'b', prompts: [] },
];
const untouched: Filled = {
  days: new Map(kinds.map(({ name, days }) => [name, days])),
  positions: new Map(practices.map(({ name }) => [name, 'on'])),
};

describe('what an admin fills in', () => {
  it('is stored as nothing where it is as usual', () => {
    const wished = wishedFrom(untouched, kinds, practices);
    expect(wished.ok && [...wished.value.days]).toEqual([
      ['a.rows', null],
      ['b.rows', null],
    ]);
    expect(wished.ok && wished.value.switched.map(({ position }) => position)).toEqual(['on', 'on']);
  });

  it('stays as it is where the form had no such input', () => {
    const wished = wishedFrom({ days: new Map(), positions: new Map() }, kinds, practices);
    expect(wished).toEqual({ ok: true, value: { days: new Map(), switched: [] } });
  });

  it('of a practice comes back as it was saved', () => {
    const positionOf = positionIn({ off: new Set(['b']), byChannel: new Set(['c']) });
    expect(['a', 'b', 'c'].map(positionOf)).toEqual(['on', 'off', 'channels']);
  });

  it('is taken when it is a number of days from one to the usual, and refused at its input when not', () => {
    fc.assert(
      fc.property(fc.option(fc.double({ min: -10, max: 200 })), (days) => {
        const filled = { ...untouched, days: new Map(untouched.days).set('a.rows', days) };
        const wished = wishedFrom(filled, kinds, practices);
        const isNumber = days !== null && Number.isInteger(days) && days >= 1;
        if (isNumber && days <= 100)
          expect(wished.ok && wished.value.days.get('a.rows')).toBe(days === 100 ? null : days);
        else
          expect(wished.ok ? null : [...wished.mistakes.days]).toEqual([
            ['a.rows', isNumber ? 'long' : 'number'],
          ]);
      }),
      often(100),
    );
  });

  it('is refused where neither on nor off was chosen', () => {
    const filled = { ...untouched, positions: new Map(untouched.positions).set('a', null) };
    const wished = wishedFrom(filled, kinds, practices);
    expect(wished.ok ? null : [...wished.mistakes.positions]).toEqual([['a', 'choice']]);
  });
});

describe('an input for a number', () => {
  it.each([
    ['90', 90],
    ['-1', -1],
    ['0', 0],
    ['1.5', null],
    ['9e9', null],
    ['', null],
    ['soon', null],
  ])('reads %j as %s', (value, expected) => {
    expect(numberField({ least: 1, most: 100 }).read({ value })).toBe(expected);
  });
});

describe.each(languages)('in %s', (locale) => {
  const settable = settableOf(features);
  const reader = { locale, tz: 'Europe/Berlin' };
  const settings = {
    days: new Map<string, number>(),
    off: new Set(['retro']),
    byChannel: new Set<string>(),
    reach: 'conversation' as const,
  };

  it('the forms have a field for every practice and every kind of rows, each with its bounds and what was saved', () => {
    const inputsOf = ({
      view,
    }: {
      readonly view: { readonly blocks: readonly { readonly type: string }[] };
    }) => view.blocks.filter(({ type }) => type === 'input');
    const practicesForm = renderWorkspace(reader, settable, settings, { all: [], named: new Map() });
    // And what is preselected.
    expect(inputsOf(practicesForm)).toHaveLength(settable.practices.length + settable.named.length + 1);
    const [first, second] = settable.retentionPolicies;
    const shorter = new Map([
      [first?.name ?? '', 3],
      [second?.name ?? '', 10_000],
    ]);
    const kept = inputsOf(renderKept(reader, settable, { days: shorter }));
    expect(kept).toHaveLength(settable.retentionPolicies.length);
    for (const [at, { days }] of settable.retentionPolicies.entries())
      expect(JSON.stringify(kept[at])).toContain(`"max_value":"${days}"`);
    expect(JSON.stringify(kept[0])).toContain('"initial_value":"3"');
    // Never longer than usual, whatever is stored.
    expect(JSON.stringify(kept[1])).toContain(`"initial_value":"${second?.days ?? 0}"`);
  });

  it('the section says what is off', () => {
    const text = JSON.stringify(workspaceSection(reader, settableOf([retro]), settings, null));
    expect(text).toContain(
      locale === 'de' ? 'Ausgeschaltet: Retrospektiven.' : 'Turned off: Retrospectives.',
    );
    expect(text).not.toContain(locale === 'de' ? 'Eingeschaltet' : 'Turned on');
  });

  it.each<[Held | null, string, string]>([
    [null, 'next cleaned', 'nächste Mal bereinigt'],
    [{ why: 'elsewhere' }, 'next cleaned', 'nächste Mal bereinigt'],
    [{ why: 'reader' }, 'such as a backup', 'etwa ein Backup'],
    [{ why: 'writer' }, 'stops writing to it', 'hineinschreibt'],
    [{ why: 'disk', needed: 2_500_000_000, free: 12 }, '2,500 MB', '2.500 MB'],
    [{ why: 'session', name: 'pg_dump (pid 7)' }, 'pg_dump (pid 7)', 'pg_dump (pid 7)'],
    [{ why: 'prepared', name: 'half' }, 'transaction half', 'Transaktion half'],
    [{ why: 'slot', name: 'standby' }, 'slot standby', 'Slot standby'],
    [{ why: 'table', name: 'note', left: ['note'] }, 'table note', 'Tabelle note'],
    [{ why: 'owner', name: 'note' }, 'owns the table note', 'Tabelle note oder'],
    [{ why: 'failed', code: 'EPERM' }, '(EPERM)', '(EPERM)'],
  ])('the section says what keeps something erased in the files: %j', (held, english, german) => {
    const at = Date.UTC(2026, 10, 25, 2);
    const text = JSON.stringify(workspaceSection(reader, settable, settings, { at, held }));
    expect(text).toContain(locale === 'de' ? german : english);
    expect(text).toContain('<!date^1795572000^');
  });

  it('what stands in buttons fits there', () => {
    for (const key of ['title', 'kept.title', 'save', 'cancel'] as const)
      expect(workspaceCopy.in(locale, 'UTC').plain(key).length).toBeLessThanOrEqual(24);
  });
});

it('practices are called in the language of the form that names them, where it is not translated to the reader’s', () => {
  const settable = settableOf(features);
  const settings = {
    days: new Map<string, number>(),
    off: new Set(['thanks']),
    byChannel: new Set<string>(),
    reach: 'conversation' as const,
  };
  const drawn = (locale: Locale) => {
    const reader = { locale, tz: 'UTC' };
    const form = renderWorkspace(reader, settable, settings, { all: [], named: new Map() }).view.blocks;
    return [form, workspaceSection(reader, settable, settings, null)];
  };
  // Choose another language once this one is complete.
  expect(workspaceCopy.in('pt-BR', 'UTC').language).toBe('en');
  expect(features.some(({ title }) => title('pt-BR') !== title('en'))).toBe(true);
  expect(drawn('pt-BR')).toEqual(drawn('en'));
});
