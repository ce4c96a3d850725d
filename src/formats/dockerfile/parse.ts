import type { Group, Manifest } from '../../model/manifest';
import { dockerKeywords, readDockerfile, type DockerInstruction } from '../../syntax/dockerfile';
import { expandWord, expandToText } from '../../syntax/shell-expand';
import { readShellWords, type ShellWord } from '../../syntax/shell-words';
import { MappedText } from '../../text/mapped-text';
import { splitImage } from '../../text/image-reference';
import { imageArtifact } from '../image-artifact';
import { baseName, joinPath, type Stage } from '../../syntax/install/reading';
import type { DockerfileReading } from './reading';
import { readRun } from './run';
import { argumentNames, readAssignments, readArguments } from './variables';

/** Reads a Dockerfile: https://docs.docker.com/reference/dockerfile/ */
export function parse(text: string): Manifest {
  const { dependencies, artifacts, includes, problems, comments } = readStages(MappedText.verbatim(text, 0));
  return { dependencies, artifacts, includes, problems, comments };
}

/** The same with what edits need to know. */
export function readStages(source: MappedText): DockerfileReading {
  const { instructions, comments, escape } = readDockerfile(source);
  const reader = new StageReader(escape, [...comments], source.text.includes('{%') || source.text.includes('{{'));
  for (const instruction of instructions) reader.read(instruction);
  reader.reading.comments.sort((a, b) => a.span.start - b.span.start);
  return reader.reading;
}

/** Problems quote no more of the text than fits a message. */
const longestQuote = 80;
/** Each stage takes over what its parent knows; this bounds what a chain without end would copy. */
const mostHeirs = 200;

const noSpan = { start: 0, end: 0 };

class StageReader {
  readonly reading: DockerfileReading;
  readonly #escape: '\\' | '`';
  /** `ARG` above the first `FROM`. */
  readonly #globals = new Map<string, string | null>();
  /** The names of those, which a build can set. */
  readonly #arguments = new Set<string>();
  readonly #stages: Stage[] = [];
  /** A part of a Dockerfile that others include has no `FROM`. */
  readonly #fragment = stageOf('', 0);
  #windowsShell = false;
  /** Text of a template engine stands between the instructions. */
  readonly #isTemplate: boolean;

  constructor(escape: '\\' | '`', comments: DockerfileReading['comments'], isTemplate: boolean) {
    this.#escape = escape;
    this.#isTemplate = isTemplate;
    this.reading = { dependencies: [], artifacts: [], includes: [], problems: [], comments, installs: [], froms: [], isTemplate };
  }

  read(instruction: DockerInstruction): void {
    const { keyword } = instruction;
    if (!dockerKeywords.has(keyword)) this.#unread(instruction);
    else if (keyword === 'FROM') this.#from(instruction);
    else if (keyword === 'ARG') this.#argument(instruction);
    else this.#inStage(instruction, this.#stages[this.#stages.length - 1] ?? this.#fragment);
  }

  #inStage(instruction: DockerInstruction, stage: Stage): void {
    const { keyword, body } = instruction;
    if (keyword === 'ENV') readAssignments(body, this.#escape, stage.variables);
    else if (keyword === 'WORKDIR') this.#workdir(instruction, stage);
    else if (keyword === 'SHELL') this.#windowsShell = /powershell|pwsh|cmd/i.test(body.text.slice(0, longestQuote));
    else if (keyword === 'COPY' || keyword === 'ADD') this.#copy(instruction, stage);
    else if (keyword === 'RUN') {
      for (const { name, value } of instruction.flags) if (name === 'mount') this.#mount(value, instruction, stage);
      readRun(instruction, stage, this.#windowsShell ? '`' : this.#escape, this.reading);
    }
  }

  /** Above the first `FROM` an argument serves every `FROM`, and the stages that ask for it. */
  #argument({ body }: DockerInstruction): void {
    const stage = this.#stages[this.#stages.length - 1];
    if (stage) readArguments(body, this.#escape, stage.variables, this.#globals);
    else {
      readArguments(body, this.#escape, this.#globals);
      for (const name of argumentNames(body, this.#escape)) this.#arguments.add(name);
    }
  }

  #unread({ keyword, keywordSpan, span, body }: DockerInstruction): void {
    if (this.#isTemplate) return;
    const text = `${keyword} ${body.text.slice(0, longestQuote)}`.trim().slice(0, longestQuote);
    const end = body.text === '' ? keywordSpan.end : span.end;
    this.reading.problems.push({ code: 'unread-line', span: { start: keywordSpan.start, end }, arguments: { text } });
  }

  /** `FROM [--platform=…] image [AS name]`; the name of an earlier stage is no image, and `scratch` is none either. */
  #from(instruction: DockerInstruction): void {
    const [word, as, name] = readShellWords(instruction.body, { escape: this.#escape });
    const image = word && expandWord(word, (variable) => this.#globals.get(variable))[0];
    const named = as && expandToText(as, () => null)?.toLowerCase() === 'as' && name ? expandToText(name, () => null) : null;
    const stageName = named?.toLowerCase() ?? '';
    const parent = image && this.#stageNamed(image.content.text);
    const index = this.#stages.length;
    const stage = stageOf(stageName, index, index < mostHeirs ? parent : undefined);
    this.#stages.push(stage);
    if (!parent) this.#windowsShell = false;
    this.reading.froms.push({ instruction, ...(word ? { word } : {}) });
    if (!image || parent) return;
    this.#image(image.content, image.span, instruction, this.#chosenGroup(word, image.content.text) ?? stage.group);
  }

  /** Where an argument holds the whole name of the image, whoever builds chooses it; what the argument holds is its default. */
  #chosenGroup({ parts }: ShellWord, reference: string): Group | undefined {
    const [first] = parts;
    if (first?.kind !== 'variable' || !this.#arguments.has(first.name)) return undefined;
    const value = expandToText({ parts: [first], span: noSpan, quoted: false }, (name) => this.#globals.get(name));
    return value !== null && value.length >= splitImage(reference).nameEnd ? { id: `arg:${first.name}`, kind: 'optional' } : undefined;
  }

  #image(reference: MappedText, span: { start: number; end: number }, instruction: DockerInstruction, group: Group): void {
    if (reference.text === '' || reference.text.toLowerCase() === 'scratch') return;
    this.reading.artifacts.push(imageArtifact(reference, span, instruction.span, group));
  }

  #stageNamed(name: string): Stage | undefined {
    const wanted = name.toLowerCase();
    return this.#stages.findLast((stage) => stage.name !== '' && stage.name === wanted);
  }

  /** `--from` names a stage, its number, or an image. Docker puts no variables in. */
  #copy(instruction: DockerInstruction, stage: Stage): void {
    const { flags, body } = instruction;
    const from = flags.find(({ name }) => name === 'from');
    if (from) {
      this.#sourceImage(from.value, instruction, stage);
      return;
    }
    if (body.text.startsWith('[')) return;
    const words = readShellWords(body, { escape: this.#escape }).flatMap((word) => expandWord(word, (name) => stage.variables.get(name)));
    for (const word of words.slice(0, -1)) if (!word.unknown) stage.copied.set(baseName(word.content.text), word.content);
  }

  #mount(value: MappedText, instruction: DockerInstruction, stage: Stage): void {
    let start = 0;
    for (const field of value.text.split(',')) {
      if (field.startsWith('from=')) this.#sourceImage(value.slice(start + 'from='.length, start + field.length), instruction, stage);
      start += field.length + 1;
    }
  }

  #sourceImage(reference: MappedText, instruction: DockerInstruction, stage: Stage): void {
    const isNumber = reference.text !== '' && !Number.isNaN(Number(reference.text));
    if (isNumber || reference.text.includes('$') || this.#stageNamed(reference.text)) return;
    this.#image(reference, reference.span(0, reference.text.length), instruction, stage.group);
  }

  #workdir({ body }: DockerInstruction, stage: Stage): void {
    const [word] = readShellWords(body, { escape: this.#escape });
    const path = word && expandWord(word, (name) => stage.variables.get(name))[0];
    if (path) stage.folder = joinPath(stage.folder, path.content.text);
  }
}

/** A stage knows what the stage that it starts from knows. */
function stageOf(name: string, index: number, parent?: Stage): Stage {
  return {
    name,
    group: { id: `stage:${name === '' ? index : name}`, kind: 'main' },
    variables: new Map(parent?.variables),
    clones: new Map(parent?.clones),
    copied: new Map(parent?.copied),
    folder: parent?.folder ?? '',
  };
}
