/** The table of the practice that exists only in the tests. The name sorts after the migrations that it stands on. */
import { up } from './test-feature/migration.ts';

export const pebbleMigrations = { '2099-01-01t0000_pebble': up };
