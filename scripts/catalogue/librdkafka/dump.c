/*
 * Prints the release of a librdkafka and its own table of properties, as CONFIGURATION.md has it.
 * The library is opened by name or path, so one build asks any release: cc dump.c -o dump -ldl; ./dump librdkafka.so.1
 */
#include <dlfcn.h>
#include <stdio.h>

int main(int count, char **words) {
  void *library = dlopen(count > 1 ? words[1] : "librdkafka.so.1", RTLD_NOW);
  if (!library) return fprintf(stderr, "%s\n", dlerror()), 1;
  const char *(*version)(void) = (const char *(*)(void))dlsym(library, "rd_kafka_version_str");
  void (*show)(FILE *) = (void (*)(FILE *))dlsym(library, "rd_kafka_conf_properties_show");
  if (!version || !show) return fprintf(stderr, "%s\n", dlerror()), 1;
  printf("%s\n", version());
  show(stdout);
  return 0;
}
