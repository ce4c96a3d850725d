# Included by others.
find_package(CUDAToolkit REQUIRED)
enable_language(CUDA OPTIONAL)
