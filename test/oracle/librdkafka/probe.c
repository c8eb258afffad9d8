/*
 * Asks a librdkafka whether it takes a configuration. Each line of input is a question: `consumer` or `producer`, then `key=value` pairs, all
 * separated by tabs. Each line of output is its answer: `accepted`, `set <key>: <why>` where rd_kafka_conf_set refuses a pair,
 * or `new: <why>` where rd_kafka_new refuses the whole.
 *
 * The library is opened by name or path, so that one build asks any release.
 */
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* From rdkafka.h, which keeps them for good. */
enum { PRODUCER = 0, CONSUMER = 1, CONF_OK = 0, AT_ONCE = 0x4 | 0x8 };

static void *(*conf_new)(void);
static void (*conf_destroy)(void *);
static int (*conf_set)(void *, const char *, const char *, char *, size_t);
static void (*conf_set_log_cb)(void *, void (*)(const void *, int, const char *, const char *));
static void *(*client_new)(int, void *, char *, size_t);
static void (*client_destroy)(void *, int);

static void silence(const void *client, int level, const char *facility, const char *text) {
  if (getenv("PROBE_LOG")) fprintf(stderr, "%d %s %s\n", level, facility, text);
}

static void *found(void *library, const char *name) {
  void *symbol = dlsym(library, name);
  if (!symbol) fprintf(stderr, "%s\n", dlerror()), exit(1);
  return symbol;
}

/* An answer is one line, whatever the library says. */
static void say(const char *what, const char *key, char *why) {
  for (char *c = why; *c; c++)
    if (*c == '\n' || *c == '\r') *c = ' ';
  printf("%s%s%s: %s\n", what, *key ? " " : "", key, why);
}

static void answer(char *question) {
  char why[512] = "";
  char *rest;
  int role = strcmp(strtok_r(question, "\t", &rest), "consumer") ? PRODUCER : CONSUMER;
  void *conf = conf_new();
  conf_set_log_cb(conf, silence);
  for (char *pair = strtok_r(NULL, "\t", &rest); pair; pair = strtok_r(NULL, "\t", &rest)) {
    char *value = strchr(pair, '=');
    *value++ = '\0';
    if (conf_set(conf, pair, value, why, sizeof why) == CONF_OK) continue;
    say("set", pair, why);
    conf_destroy(conf);
    return;
  }
  void *client = client_new(role, conf, why, sizeof why);
  if (client) {
    client_destroy(client, AT_ONCE);
    puts("accepted");
    return;
  }
  say("new", "", why);
  conf_destroy(conf);
}

int main(int count, char **words) {
  void *library = dlopen(count > 1 ? words[1] : "librdkafka.so.1", RTLD_NOW);
  if (!library) return fprintf(stderr, "%s\n", dlerror()), 1;
  conf_new = found(library, "rd_kafka_conf_new");
  conf_destroy = found(library, "rd_kafka_conf_destroy");
  conf_set = found(library, "rd_kafka_conf_set");
  conf_set_log_cb = found(library, "rd_kafka_conf_set_log_cb");
  client_new = found(library, "rd_kafka_new");
  client_destroy = found(library, "rd_kafka_destroy_flags");
  char *line = NULL;
  size_t room = 0;
  for (ssize_t length; (length = getline(&line, &room, stdin)) > 0;) {
    if (line[length - 1] == '\n') line[length - 1] = '\0';
    answer(line);
    fflush(stdout);
  }
  fflush(stdout);
  _exit(0);
}
