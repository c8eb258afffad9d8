/** Help that teaches: what a command is for, by examples. */
export const HELP: Readonly<Record<string, string>> = {
  weir: `weir reads the configuration of Kafka and Spark streaming, works out what they will really do with it, and says where an incident is waiting.

  weir lint PATH…           look at files and folders
  weir effective FILE       what will hold for every key, and where it comes from
  weir explain WHAT         a rule, or one of the fifteen incidents, in full
  weir rules                the rules, by incident
  weir lsp --stdio          the language server, for editors

  weir lint .                              this folder and all below it
  weir lint consumer.properties            one file
  weir lint --kafka 3.7 deploy/            judged for Kafka 3.7
  weir effective consumer.properties       what will hold for every key, the changed ones first
  weir explain 2                           rebalancing storms: how they come about, and how not

weir COMMAND --help says more. weir --version prints the version.
It ends with 0: nothing found; 1: something was; 2: the command line or a weir.yaml is wrong; 3: a file could not be read; 70: Weir itself failed.
`,
  lint: `weir lint PATH…   looks at files and folders, and says what it found.

  --format pretty|json    pretty is for people, json for programs (default: pretty)
  --kafka V               the Kafka release to judge for: 3.7, or a range such as 2.8..3.9; stronger than weir.yaml
  --spark V               the Spark release: 3.5, or a range
  --librdkafka V          the release of librdkafka: 2.6, or a range
  --fail-on S             end with 1 from this severity on: error, warning, info, hint, never (default: warning)
  --config FILE           this configuration, instead of the weir.yaml found upwards from each file
  --stdin                 read one file from standard input
  --stdin-filename NAME   what that file is called

  weir lint .                                            everything below this folder
  weir lint consumer.properties jobs/                    a file and a folder
  weir lint --kafka 2.8..3.9 src/main/resources          a library that must run with all of these
  weir lint --fail-on error --format json . > weir.json  for a pipeline
  cat x | weir lint --stdin --stdin-filename consumer.properties

In folders, what a .gitignore leaves out is left out, and so are node_modules, target and .venv; a file that is named is always looked at.
Findings go to standard output, everything else to standard error.
`,
  effective: `weir effective FILE   shows what will hold for every key that the file configures, the changed ones first.

  --changed               only what is set here, or changed by what is; the defaults are counted
  --json                  for programs; the shape stands below
  --kafka V               the Kafka release: 3.7, or a range such as 2.8..3.9, of which the end is shown; stronger than weir.yaml
  --spark V               the Spark release: 3.5, or a range
  --librdkafka V          the release of librdkafka: 2.6, or a range
  --config FILE           this configuration, instead of the weir.yaml found upwards from the file
  --stdin                 read the file from standard input
  --stdin-filename NAME   what it is called

Each value comes from somewhere: explicit (written in the file), inherited (from a weaker layer of it), framework (Spark puts it there),
default (of the release), derived (a class makes it of other settings, which are named). What nobody can know is said to be unknown, with the reason.

  weir effective consumer.properties                         all of it
  weir effective --changed --kafka 3.9 producer.properties   what acks=1 does to idempotence there
  weir effective --json topic.yaml | jq -r '.components[].settings[] | select(.changed) | "\\(.key)=\\(.shown)"'

  { version, path, dialect, target, components: [{ kind, name?, target: { line, version, from }, settings, idle, strangers }] }
  a setting: { key, value?, shown?, origin, changed, line?, written?, because?, causes?, default?, isDefault?, defaults?, releases?, shadowed? }
  idle: keys that other releases know; strangers: keys that no release knows. What does not apply is absent, never null.

Secrets are shown as a mark. It ends with 0 also where the file is none that Weir reads; with 2, 3 and 70 as weir lint does.
`,
  explain: `weir explain WHAT   prints the page of a rule or of an incident.

  weir explain heartbeat-not-below-session    a rule: why, what to do, when it stays silent, examples
  weir explain 2                              an incident, by its number (1 to 15)
  weir explain rebalancing storms             or by words of its title
`,
  rules: `weir rules   lists the rules by incident: severity, name, and what each one finds.

  --json    for programs: [{ id, scenario, severity, summary, fix, since }]

  weir rules --json | jq -r '.[] | select(.severity == "error") | .id'
`,
  lsp: `weir lsp --stdio   runs the language server over standard input and output. Editors start it; nobody types here.

  Neovim:   vim.lsp.config('weir', { cmd = { 'weir', 'lsp', '--stdio' }, filetypes = { 'jproperties', 'yaml', 'python' } })
  Helix:    [language-server.weir]  command = "weir"  args = ["lsp", "--stdio"]
`,
}
