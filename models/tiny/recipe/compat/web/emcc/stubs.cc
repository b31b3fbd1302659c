/* The wheel's RPC module sources are left out of the browser runtime. tvmjs_support.cc can offer a local RPC session,
 * which no web-llm page opens; this answers it if one does. */
#include <tvm/ffi/error.h>
#include <tvm/ffi/extra/module.h>

#include <memory>

namespace tvm {
namespace runtime {

class RPCSession;

ffi::Module CreateRPCSessionModule(std::shared_ptr<RPCSession>) {
  TVM_FFI_THROW(RuntimeError) << "this runtime has no RPC";
  TVM_FFI_UNREACHABLE();
}

}  // namespace runtime
}  // namespace tvm
