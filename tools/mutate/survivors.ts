/** Says at once, a line each, which changes no test noticed, and which were noticed only by a test that did not end. */
import { relative } from 'node:path';
import type { MutantResult } from '@stryker-mutator/api/core';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import type { Reporter } from '@stryker-mutator/api/report';

/** No test failed, or none reaches it. */
export const isMissed = ({ status }: Pick<MutantResult, 'status'>): boolean =>
  status === 'Survived' || status === 'NoCoverage';

class Survivors implements Reporter {
  onMutantTested(mutant: Readonly<MutantResult>): void {
    if (!isMissed(mutant) && mutant.status !== 'Timeout') return;
    const { fileName, location, mutatorName, replacement, status } = mutant;
    const { line, column } = location.start;
    const where = `${relative(process.cwd(), fileName)}:${line}:${column}`;
    console.log(`${status} ${where} ${mutatorName}: ${replacement.replaceAll(/\s+/g, ' ')}`);
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.Reporter, 'survivors', Survivors)];
