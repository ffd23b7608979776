/**
 * What Lore needs of date-fns, as CommonJS: for each ES module that Node loads it reads the list of the package's exports, which are 138 KB of JSON
 * here. That would make every start a third of a second longer.
 */
// oxlint-disable-next-line no-restricted-imports -- loads code, and knows neither time nor chance nor the environment
import { createRequire } from 'node:module';

const load = createRequire(import.meta.url);

export const { addDays } = load('date-fns/addDays') as typeof import('date-fns/addDays');
export const { addMinutes } = load('date-fns/addMinutes') as typeof import('date-fns/addMinutes');
export const { addMonths } = load('date-fns/addMonths') as typeof import('date-fns/addMonths');
export const { differenceInWeeks } = load(
  'date-fns/differenceInWeeks',
) as typeof import('date-fns/differenceInWeeks');
export const { format } = load('date-fns/format') as typeof import('date-fns/format');
export const { formatISO } = load('date-fns/formatISO') as typeof import('date-fns/formatISO');
export const { getISODay } = load('date-fns/getISODay') as typeof import('date-fns/getISODay');
export const { lightFormat } = load('date-fns/lightFormat') as typeof import('date-fns/lightFormat');
export const { startOfMonth } = load('date-fns/startOfMonth') as typeof import('date-fns/startOfMonth');
export const { minutesInDay } = load('date-fns/constants') as typeof import('date-fns/constants');
export const { de } = load('date-fns/locale/de') as typeof import('date-fns/locale/de');
export const { enGB } = load('date-fns/locale/en-GB') as typeof import('date-fns/locale/en-GB');
export const { ptBR } = load('date-fns/locale/pt-BR') as typeof import('date-fns/locale/pt-BR');
