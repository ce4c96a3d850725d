import { poetryLock } from '../../../src/formats/poetry-lock';
import { checkLockOracle } from '../python-lock-oracle';

describe('formats/poetry-lock against tomllib', () => {
  it('reads every package of every poetry.lock', function () {
    checkLockOracle(this, poetryLock, 'poetry.lock', 1724);
  });
});
