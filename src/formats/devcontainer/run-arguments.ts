import type { Artifact, Group } from '../../model/manifest';
import type { JsonString, JsonValue } from '../../syntax/json';
import type { MappedText } from '../../text/mapped-text';

/**
 * Devices and runtimes among the arguments of `docker run`, `--device=/dev/kfd` or `--device`, `/dev/kfd`. `--gpus all` asks for
 * anybody's devices and is none. https://docs.docker.com/reference/cli/docker/container/run/
 */
export function readRunArguments(value: JsonValue | undefined, group: Group, artifacts: Artifact[]): void {
  const words = (value?.kind === 'array' ? value.members : []).flatMap(({ value: item }) => (item.kind === 'string' ? [item] : []));
  words.forEach((word, index) => {
    for (const option of ['--device', '--runtime'] as const) {
      const { content } = word;
      const next = words[index + 1];
      if (content.text === option && next) add(option, next.content, word.span.start, next, group, artifacts);
      else if (content.text.startsWith(`${option}=`)) {
        add(option, content.slice(option.length + 1, content.text.length), word.span.start, word, group, artifacts);
      }
    }
  });
}

function add(option: '--device' | '--runtime', value: MappedText, start: number, last: JsonString, group: Group, artifacts: Artifact[]): void {
  const colon = option === '--device' ? value.text.indexOf(':') : -1;
  const end = colon < 0 ? value.text.length : colon;
  const said = value.text.slice(0, end);
  if (said === '' || said.includes('${')) return;
  const span = value.span(0, end);
  const declaration = { start, end: last.span.end };
  artifacts.push({ kind: 'device', value: option === '--device' ? said : `runtime:${said}`, span, declaration, group });
}
