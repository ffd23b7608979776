/** `npm run bench -- requests --json`: measures how light Lore's answers are beside a bare Bolt app, and prints one line of JSON. */
import { Command, InvalidArgumentError } from 'commander';
import { fitBench, fitsWell } from './fit.ts';
import { importBench, isQuick } from './import.ts';
import { type LagLine, playLag } from './lag.ts';
import { isLight, requestsBench, type RequestsBench } from './requests.ts';
import { searchBench, type SearchBench } from './search.ts';
import { isGood, searchQuality } from './search-quality.ts';

const whole = (text: string): number => {
  if (!/^\d{1,7}$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
};

const program = new Command('bench').description('Measurements, each printing one line of JSON.');
program
  .command('requests')
  .description('Compares commands and submitted cards with a bare Bolt app, in turns in one run.')
  .option('--rounds <count>', 'how many rounds the medians are of', whole, 5)
  .option('--each <count>', 'how many requests each person sends in a round', whole, 20)
  .option('--keep', 'also write the line to bench/results', false)
  .option('--json', 'print only the final line', false)
  .action(async ({ json, ...bench }: RequestsBench & { readonly json: boolean }) => {
    const onRun = (words: string) => {
      if (!json) console.error(words);
    };
    const line = await requestsBench({ ...bench, onRun });
    console.log(JSON.stringify(line));
    process.exitCode = isLight(line) ? 0 : 1;
  });
program
  .command('lag')
  .description(
    'Acknowledgements while background work keeps the processor, without and with its pause, in turns in one run.',
  )
  .option('--rounds <count>', 'how often each', whole, 3)
  .option('--json', 'print only the final line', false)
  .action(async ({ rounds, json }: { readonly rounds: number; readonly json: boolean }) => {
    const lines: LagLine[] = [];
    for (let round = 0; round < rounds; round += 1)
      for (const isGoverned of [false, true]) {
        const line = await playLag(isGoverned, { steps: 20, stepMs: 300, commands: 100, apart: 50 });
        if (!json) console.error(JSON.stringify(line));
        lines.push(line);
      }
    console.log(JSON.stringify(lines));
  });
program
  .command('search-quality')
  .description(
    'How well lessons are found: known items, with typos, in scripts without spaces, judged questions.',
  )
  .option(
    '--json',
    'print only the final line on standard output; what is missed goes to standard error',
    false,
  )
  .action(async () => {
    const line = await searchQuality((words) => {
      console.error(words);
    });
    console.log(JSON.stringify(line));
    process.exitCode = isGood(line) ? 0 : 1;
  });
program
  .command('fit')
  .description(
    'Which lessons are shown for forty judged projects: right ones where some fit, none where none does.',
  )
  .option(
    '--json',
    'print only the final line on standard output; what is missed goes to standard error',
    false,
  )
  .option('--tuning', 'on the projects that the limit is tried on', false)
  .action(async ({ tuning }: { readonly tuning: boolean }) => {
    const line = await fitBench(tuning, (words) => {
      console.error(words);
    });
    console.log(JSON.stringify(line));
    process.exitCode = tuning || fitsWell(line) ? 0 : 1;
  });
program
  .command('import')
  .description('How long 1,871 notes take to come in, on both databases, and to come in again.')
  .option('--json', 'print only the final line', false)
  .action(async () => {
    const line = await importBench();
    console.log(JSON.stringify(line));
    process.exitCode = isQuick(line) ? 0 : 1;
  });
program
  .command('search')
  .description(
    'How fast lessons are found among many, beside queries that are written by hand, on both databases.',
  )
  .option('--engine <name>', 'sqlite, postgres or both', 'both')
  .option('--lessons <count>', 'in all workspaces together', whole, 1_000_000)
  .option('--workspaces <count>', 'how many share them', whole, 20)
  .option('--rounds <count>', 'how many rounds the medians are of', whole, 15)
  .option('--json', 'print only the final line', false)
  .action(async ({ json, ...bench }: Omit<SearchBench, 'onRun'> & { readonly json: boolean }) => {
    const onRun = (words: string) => {
      if (!json) console.error(words);
    };
    const line = await searchBench({ ...bench, onRun });
    console.log(JSON.stringify(line));
    process.exitCode = line.missed.length === 0 ? 0 : 1;
  });
await program.parseAsync();
