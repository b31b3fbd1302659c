/* Stand-in for a header the apache-tvm wheel does not ship. Only tensors inside JSON use base64, and no model library
 * of ours holds one: reads and writes fail, which their callers check. */
#pragma once
#include <tvm/support/io.h>

namespace tvm {
namespace support {

class NoBase64 : public Stream {
 public:
  using Stream::Read;
  using Stream::Write;
  size_t Read(void*, size_t) final { return 0; }
  size_t Write(const void*, size_t) final { return 0; }
};

struct Base64InStream : NoBase64 {
  explicit Base64InStream(Stream*) {}
  void InitPosition() {}
};

struct Base64OutStream : NoBase64 {
  explicit Base64OutStream(Stream*) {}
  void Finish() {}
};

}  // namespace support
}  // namespace tvm
