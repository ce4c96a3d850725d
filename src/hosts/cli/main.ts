import { helpText, readArguments, UsageError, type Arguments } from './args';
import { check, list } from './check';
import { diff } from './diff';
import { explain, rules } from './explain';
import { fix } from './fix';
import { plan } from './plan';
import { packageVersion } from './engine-files';
import type { Outcome } from './outcome';
import { writeText } from './write';

async function run(args: Arguments): Promise<Outcome> {
  switch (args.command) {
    case 'check':
      return check(args);
    case 'list':
      return list(args);
    case 'fix':
      return fix(args);
    case 'plan':
      return plan(args);
    case 'diff':
      return diff(args);
    case 'explain':
      return explain(args);
    case 'rules':
      return rules(args);
    case 'help':
      return { text: helpText, exitCode: 0 };
    case 'version':
      return { text: `${packageVersion()}\n`, exitCode: 0 };
  }
}

async function main(): Promise<void> {
  try {
    const args = readArguments(process.argv.slice(2));
    const { text, note, exitCode } = await run(args);
    process.exitCode = exitCode;
    if (args.output === undefined) process.stdout.write(text);
    else writeText(args.output, text);
    if (note !== undefined) process.stderr.write(`${note}\n`);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`portolan: ${error.message}\n`);
    process.exitCode = 2;
  }
}

/** A reader that closes early (`| head`) is no failure. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

void main();
