/** Ends the run with the one line that the build reads: `N passed, N failed`. */
export default class CountReporter {
  onRunComplete(_contexts, results) {
    // A file that could not even be loaded runs no test, and is a failure all the same.
    const broken = results.testResults.filter((file) => file.testExecError).length;
    const passed = results.numPassedTests;
    const failed = results.numFailedTests + broken;
    process.stdout.write(`${passed} passed, ${failed} failed\n`);
  }
}
