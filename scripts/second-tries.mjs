// A reporter for vitest: writes the tests that passed on a second try to the file that VITALFEW_SECOND_TRIES names, one per line.
import { appendFileSync } from 'node:fs';
import { relative } from 'node:path';

export default class SecondTries {
  onTestCaseResult(test) {
    if (test.result().state === 'passed' && test.diagnostic()?.retryCount > 0)
      appendFileSync(
        process.env.VITALFEW_SECOND_TRIES,
        `${relative(process.cwd(), test.module.moduleId)} > ${test.fullName}\n`,
      );
  }
}
