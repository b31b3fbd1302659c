/** Scripts that complete `coco` in shells, made from the commands themselves so that they cannot fall behind. */
import type { Command, Option } from "commander";

export type Shell = "bash" | "zsh" | "fish";

/** One command: what may follow its words. */
interface Place {
  /** The words that lead here, without `coco`. */
  readonly path: readonly string[];
  readonly subcommands: readonly { readonly name: string; readonly about: string }[];
  /** Values of an argument that has only a few. */
  readonly choices: readonly string[];
  readonly options: readonly Option[];
}

export function completionScript(program: Command, shell: Shell): string {
  const places = placesOf(program, [], program.options);
  switch (shell) {
    case "bash":
      return bash(places);
    case "zsh":
      return zsh(places);
    case "fish":
      return fish(places);
  }
}

function placesOf(command: Command, path: readonly string[], globals: readonly Option[]): Place[] {
  const own = path.length === 0 ? [] : command.options;
  const place: Place = {
    path,
    subcommands: command.commands.map((sub) => ({ name: sub.name(), about: sub.description() })),
    choices: command.registeredArguments.flatMap((argument) => argument.argChoices ?? []),
    options: [...own, ...globals],
  };
  return [place, ...command.commands.flatMap((sub) => placesOf(sub, [...path, sub.name()], globals))];
}

/** Spellings of options after which a value comes, over all commands: none is a flag elsewhere. */
function valued(places: readonly Place[]): string[] {
  const options = places
    .flatMap((place) => place.options)
    .filter((option) => option.required || option.optional);
  return [...new Set(options.flatMap(spellings))];
}

function spellings({ short, long }: Option): string[] {
  return [long, short].filter((flag) => flag !== undefined);
}

function wordsAt({ subcommands, choices, options }: Place): string[] {
  return [...subcommands.map(({ name }) => name), ...choices, ...options.flatMap(spellings), "--help"];
}

/** ` account new`: how the scripts remember where they are. */
function key(path: readonly string[]): string {
  return path.map((word) => ` ${word}`).join("");
}

function bash(places: readonly Place[]): string {
  const known = places.filter(({ path }) => path.length > 0).map(({ path }) => `"${key(path)}"`);
  return `# coco: completion for bash. In ~/.bashrc: eval "$(coco completion bash)"
_coco() {
  local current="\${COMP_WORDS[COMP_CWORD]}" at="" word="" skip="" i candidates=""
  for ((i = 1; i < COMP_CWORD; i++)); do
    word="\${COMP_WORDS[i]}"
    if [[ -n "$skip" ]]; then skip=""; continue; fi
    case "$word" in
      ${valued(places).join("|")}) skip=1 ;;
      -*) ;;
      *) case "$at $word" in ${known.join("|")}) at="$at $word" ;; esac ;;
    esac
  done
  COMPREPLY=()
  if [[ -n "$skip" ]]; then return; fi
  case "$at" in
${places.map((place) => `    "${key(place.path)}") candidates="${wordsAt(place).join(" ")}" ;;`).join("\n")}
  esac
  COMPREPLY=($(compgen -W "$candidates" -- "$current"))
}
complete -o default -F _coco coco
`;
}

function zsh(places: readonly Place[]): string {
  const known = places.filter(({ path }) => path.length > 0).map(({ path }) => `"${key(path)}"`);
  const described = ({ subcommands, choices, options }: Place): string =>
    [
      ...subcommands.map(({ name, about }) => quoted(`${name}:${about.replaceAll(":", "\\:")}`)),
      ...choices.map(quoted),
      ...options.flatMap((option) =>
        spellings(option).map((flag) => quoted(`${flag}:${option.description.replaceAll(":", "\\:")}`)),
      ),
    ].join(" ");
  return `#compdef coco
# coco: completion for zsh. In ~/.zshrc, after compinit: eval "$(coco completion zsh)"
_coco() {
  local at="" word="" skip="" i
  local -a candidates
  for ((i = 2; i < CURRENT; i++)); do
    word="\${words[i]}"
    if [[ -n "$skip" ]]; then skip=""; continue; fi
    case "$word" in
      (${valued(places).join("|")}) skip=1 ;;
      (-*) ;;
      (*) case "$at $word" in (${known.join("|")}) at="$at $word" ;; esac ;;
    esac
  done
  if [[ -n "$skip" ]]; then _files; return; fi
  case "$at" in
${places.map((place) => `    ("${key(place.path)}") candidates=(${described(place)}) ;;`).join("\n")}
  esac
  _describe -o coco candidates || _files
}
compdef _coco coco
`;
}

function fish(places: readonly Place[]): string {
  const lines = places.flatMap((place) => {
    const seen = place.path.map((word) => `__fish_seen_subcommand_from ${word}`);
    const below = place.subcommands.map(({ name }) => name).join(" ");
    const here =
      place.path.length === 0
        ? "__fish_use_subcommand"
        : [...seen, ...(below === "" ? [] : [`not __fish_seen_subcommand_from ${below}`])].join("; and ");
    const condition = quoted(here);
    return [
      ...place.subcommands.map(
        ({ name, about }) => `complete -c coco -f -n ${condition} -a ${name} -d ${quoted(about)}`,
      ),
      ...place.choices.map((choice) => `complete -c coco -f -n ${condition} -a ${choice}`),
      ...place.options.map((option) => {
        const short = option.short === undefined ? "" : ` -s ${option.short.slice(1)}`;
        const long = option.long === undefined ? "" : ` -l ${option.long.slice(2)}`;
        const value = option.required || option.optional ? " -r" : "";
        return `complete -c coco -n ${condition}${short}${long}${value} -d ${quoted(option.description)}`;
      }),
    ];
  });
  return `# coco: completion for fish. In config.fish: coco completion fish | source\n${lines.join("\n")}\n`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "’")}'`;
}
