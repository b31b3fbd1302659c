/* Stand-in for a header the apache-tvm wheel does not ship. Interface derived from its callers in the wheel. */
#pragma once
#include <cstddef>
#include <cstdint>

namespace tvm {
namespace support {

class Stream;

/* A serializable type specializes this with `enabled = true`, Write(Stream*, const T&) and Read(Stream*, T*). */
template <typename T, typename Guard = void>
struct Serializer {
  static constexpr bool enabled = false;
};

/* Bytes in, bytes out; the typed overloads go through Serializer. Short reads return less than `size`. */
class Stream {
 public:
  virtual ~Stream() = default;
  virtual size_t Read(void* into, size_t size) = 0;
  virtual size_t Write(const void* from, size_t size) = 0;

  template <typename T>
  bool Read(T* into) {
    static_assert(Serializer<T>::enabled, "type is not serializable");
    return Serializer<T>::Read(this, into);
  }
  template <typename T>
  void Write(const T& value) {
    static_assert(Serializer<T>::enabled, "type is not serializable");
    Serializer<T>::Write(this, value);
  }
  template <typename T>
  bool ReadArray(T* into, size_t count) {
    size_t done = 0;
    while (done < count && Read<T>(into + done)) ++done;
    return done == count;
  }
  template <typename T>
  void WriteArray(const T* from, size_t count) {
    for (const T* it = from; it != from + count; ++it) Write<T>(*it);
  }
};

}  // namespace support
}  // namespace tvm
