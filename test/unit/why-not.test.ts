/** What a command, or a Lore that cannot start, says of an error that nobody foresaw. */
import { readFileSync } from 'node:fs';
import { ConfigError } from '../../src/config.ts';
import { whyNot } from '../../src/run.ts';

const thrown = (run: () => unknown): unknown => {
  try {
    return run();
  } catch (error) {
    return error;
  }
};

it.each([
  ['a parser that quotes what it choked on', () => JSON.parse('Quokkas graze') as unknown, 'SyntaxError'],
  [
    'a database that quotes a value',
    () => {
      throw Object.assign(new TypeError('invalid input: "Quokkas graze"'), {
        code: '22P02',
        detail: 'Quokkas',
      });
    },
    'TypeError (22P02)',
  ],
])('of %s: its name, its code and where it was, and not its message', (_, run, named) => {
  const said = whyNot(thrown(run));
  expect(said).toContain(named);
  expect(said).toMatch(/^ {4}at .*why-not\.test/m);
  expect(said).not.toContain('Quokkas');
});

it('of something that is no error: nothing of what it is', () => {
  expect(whyNot('Quokkas graze')).not.toContain('Quokkas');
});

it('of the operating system, which names the file; and of what says itself what to do: all', () => {
  expect(whyNot(thrown(() => readFileSync('/no/such/file')))).toContain("open '/no/such/file'");
  expect(whyNot(new ConfigError('SLACK_BOT_TOKEN is missing'))).toBe('SLACK_BOT_TOKEN is missing');
});

it('of a database that stops while Lore starts: what happened, and what to do', () => {
  const stops = Object.assign(new Error('terminating connection due to Quokkas'), { code: '57P01' });
  expect(whyNot(stops)).toBe(
    'The database ended the connection: it stops or restarts. Nothing is lost. Start Lore again once the database is there.',
  );
});
