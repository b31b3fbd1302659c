/* Stand-in for a header the apache-tvm wheel does not ship.
 *
 * Wire form, fixed by what the wheel's libtvm writes on the build machine and this code reads in the browser:
 * scalars little-endian, sequences and maps a u64 count followed by the items, DLDataType as (u8, u8, u16).
 * wasm32 and x86-64 are both little-endian, so scalars are copied as they stand. */
#pragma once
#include <dlpack/dlpack.h>
#include <tvm/ffi/container/array.h>
#include <tvm/ffi/container/map.h>
#include <tvm/ffi/string.h>
#include <tvm/support/io.h>

#include <string>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <vector>

namespace tvm {
namespace support {

struct Serializable {
  static constexpr bool enabled = true;
};

template <typename T>
struct Serializer<T, std::enable_if_t<std::is_arithmetic_v<T> || std::is_enum_v<T>>> : Serializable {
  static void Write(Stream* s, const T& v) { s->Write(static_cast<const void*>(&v), sizeof v); }
  static bool Read(Stream* s, T* v) { return s->Read(static_cast<void*>(v), sizeof *v) == sizeof *v; }
};

template <>
struct Serializer<DLDataType> : Serializable {
  static void Write(Stream* s, const DLDataType& v) {
    s->Write(v.code);
    s->Write(v.bits);
    s->Write(v.lanes);
  }
  static bool Read(Stream* s, DLDataType* v) { return s->Read(&v->code) && s->Read(&v->bits) && s->Read(&v->lanes); }
};

template <>
struct Serializer<DLDevice> : Serializable {
  static void Write(Stream* s, const DLDevice& v) {
    s->Write(static_cast<int32_t>(v.device_type));
    s->Write(v.device_id);
  }
  static bool Read(Stream* s, DLDevice* v) {
    int32_t type = 0;
    bool whole = s->Read(&type) && s->Read(&v->device_id);
    v->device_type = static_cast<DLDeviceType>(type);
    return whole;
  }
};

/* Both string types and both sequence types share one wire form. */
template <typename S>
struct TextSerializer : Serializable {
  static void Write(Stream* s, const S& v) {
    s->Write(static_cast<uint64_t>(v.size()));
    s->Write(static_cast<const void*>(v.data()), v.size());
  }
  static bool Read(Stream* s, S* v) {
    uint64_t size = 0;
    if (!s->Read(&size)) return false;
    std::string text(static_cast<size_t>(size), '\0');
    bool whole = s->Read(static_cast<void*>(text.data()), text.size()) == text.size();
    *v = S(std::move(text));
    return whole;
  }
};
template <>
struct Serializer<std::string> : TextSerializer<std::string> {};
template <>
struct Serializer<ffi::String> : TextSerializer<ffi::String> {};

template <typename Seq, typename T>
struct SequenceSerializer : Serializable {
  static void Write(Stream* s, const Seq& v) {
    s->Write(static_cast<uint64_t>(v.size()));
    for (const T& item : v) s->Write(item);
  }
  static bool Read(Stream* s, Seq* v) {
    uint64_t count = 0;
    if (!s->Read(&count)) return false;
    *v = Seq();
    while (count-- != 0) {
      T item;
      if (!s->Read(&item)) return false;
      v->push_back(std::move(item));
    }
    return true;
  }
};
template <typename T>
struct Serializer<std::vector<T>> : SequenceSerializer<std::vector<T>, T> {};
template <typename T>
struct Serializer<ffi::Array<T>> : SequenceSerializer<ffi::Array<T>, T> {};

template <typename M, typename K, typename V>
struct MapSerializer : Serializable {
  static void Write(Stream* s, const M& v) {
    s->Write(static_cast<uint64_t>(v.size()));
    for (const auto& entry : v) {
      s->Write<K>(entry.first);
      s->Write<V>(entry.second);
    }
  }
  static bool Read(Stream* s, M* v) {
    uint64_t count = 0;
    if (!s->Read(&count)) return false;
    *v = M();
    while (count-- != 0) {
      K key;
      V value;
      if (!s->Read(&key) || !s->Read(&value)) return false;
      if constexpr (std::is_same_v<M, std::unordered_map<K, V>>) {
        v->emplace(std::move(key), std::move(value));
      } else {
        v->Set(std::move(key), std::move(value));
      }
    }
    return true;
  }
};
template <typename K, typename V>
struct Serializer<ffi::Map<K, V>> : MapSerializer<ffi::Map<K, V>, K, V> {};
template <typename K, typename V>
struct Serializer<std::unordered_map<K, V>> : MapSerializer<std::unordered_map<K, V>, K, V> {};

}  // namespace support
}  // namespace tvm
