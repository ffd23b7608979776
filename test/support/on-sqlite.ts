/** For workers whose tests are about SQLite alone. */
process.env['LORE_TEST_DATABASE'] = 'sqlite';
