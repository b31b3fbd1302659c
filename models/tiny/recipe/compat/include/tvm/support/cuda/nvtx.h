/* Stand-in for a header the apache-tvm wheel does not ship: profiling marks have no meaning in a browser. */
#pragma once
#include <string>

namespace tvm {
namespace support {

struct NVTXScopedRange {
  explicit NVTXScopedRange(const std::string&) {}
};

}  // namespace support
}  // namespace tvm
